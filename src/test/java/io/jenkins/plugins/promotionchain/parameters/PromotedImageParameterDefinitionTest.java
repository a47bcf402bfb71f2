package io.jenkins.plugins.promotionchain.parameters;

import static io.jenkins.plugins.promotionchain.config.Configurations.application;
import static io.jenkins.plugins.promotionchain.config.Configurations.environment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.ListBoxModel;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person who starts a build by hand may choose from. */
class PromotedImageParameterDefinitionTest {

    private static final Instant NOW = Clock.systemUTC().instant();

    @TempDir
    private Path home;

    private static final class Controller extends Jenkins {
        Controller(Path home) {
            setRootDir(home.toFile());
        }
    }

    @BeforeEach
    void configure() {
        new Controller(home);
        PromotionChainConfiguration.get()
                .setApplications(List.of(
                        application("shop", environment("dev", "development", ""), environment("uat", "uat", "dev"))));
    }

    @AfterEach
    void close() {
        Ledgers.get().close();
    }

    @Test
    void offersWhatWasHealthyInTheRequiredEnvironmentTheNewestFirstAndEachOnce() throws Exception {
        deployed("dev", 'a', Duration.ofHours(5), Deployed.Outcome.HEALTHY);
        deployed("dev", 'b', Duration.ofHours(4), Deployed.Outcome.HEALTHY);
        deployed("dev", 'c', Duration.ofHours(3), Deployed.Outcome.FAILED);
        deployed("dev", 'a', Duration.ofHours(2), Deployed.Outcome.HEALTHY);
        deployed("uat", 'd', Duration.ofHours(1), Deployed.Outcome.HEALTHY);

        ListBoxModel choices = parameter("uat").choices(Optional.empty());

        assertThat(choices).extracting(choice -> choice.value).containsExactly("", image('a'), image('b'));
        assertThat(choices.get(0).name).isEqualTo("the image of this build");
        assertThat(choices.get(1).name)
                .startsWith("sha256:aaaaaaaaaaaa, healthy in dev since ")
                .endsWith("(shop/dev #7)");
    }

    @Test
    void anEnvironmentThatRequiresNoneOffersItsOwn() throws Exception {
        deployed("dev", 'a', Duration.ofHours(1), Deployed.Outcome.HEALTHY);
        deployed("dev", 'b', Duration.ofDays(91), Deployed.Outcome.HEALTHY);

        assertThat(parameter("dev").choices(Optional.empty()))
                .extracting(choice -> choice.value)
                .containsExactly("", image('a'));
    }

    @Test
    void saysWhyThereIsNothingToChoose() {
        assertThat(parameter("nowhere").choices(Optional.empty()))
                .extracting(choice -> choice.name)
                .last()
                .asString()
                .contains("shop has no environment 'nowhere'");
    }

    @Test
    void takesAnImageByDigestOrNothingAndNothingElse() {
        PromotedImageParameterDefinition parameter = parameter("uat");

        assertThat(parameter.createValue(image('a')).getValue()).isEqualTo(image('a'));
        assertThat(parameter.createValue(" ").getValue()).isEqualTo("");
        assertThat(parameter.getDefaultParameterValue().getValue()).isEqualTo("");
        assertThatThrownBy(() -> parameter.createValue("registry.example.com/shop:latest"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static PromotedImageParameterDefinition parameter(String environment) {
        return new PromotedImageParameterDefinition("IMAGE", environment);
    }

    private static String image(char digit) {
        return "registry.example.com/team/shop-backend@sha256:"
                + String.valueOf(digit).repeat(64);
    }

    private static void deployed(String environment, char digit, Duration ago, Deployed.Outcome outcome)
            throws Exception {
        Ledgers.get()
                .of(ApplicationName.of("shop"))
                .append(new Deployed(
                        NOW.minus(ago),
                        new BuildRef("shop/" + environment, 7, "https://jenkins.example.com/7/"),
                        environment + digit + ago.toHours(),
                        new DeploymentTarget(
                                ApplicationName.of("shop"),
                                EnvironmentName.of(environment),
                                ComponentName.of("backend")),
                        ImageRef.parse(image(digit)),
                        Optional.empty(),
                        Deployed.Kind.DEPLOYMENT,
                        outcome,
                        outcome == Deployed.Outcome.HEALTHY ? "" : "because",
                        Optional.empty(),
                        "",
                        "alice"));
    }
}
