package io.jenkins.plugins.promotionchain.config;

import static io.jenkins.plugins.promotionchain.config.Configurations.application;
import static io.jenkins.plugins.promotionchain.config.Configurations.environment;
import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChainReaderTest {

    private static List<String> problemsOf(EnvironmentConfig... environments) {
        return ChainReader.read(List.of(application("shop", environments)))
                .problems()
                .getOrDefault("shop", List.of());
    }

    @Test
    void readsAChainAsItIsMeant() throws InvalidInput {
        Chain chain = ChainReader.read(List.of(shop())).application(Optional.empty());

        assertThat(chain.environments())
                .extracting(environment -> environment.name().value())
                .containsExactly("dev", "uat", "prod");
        assertThat(chain.environment(EnvironmentName.of("prod")).requires()).contains(EnvironmentName.of("uat"));
        assertThat(chain.environment(EnvironmentName.of("dev")).secretPrefix()).isEqualTo(SecretPrefix.of("DEV"));
        assertThat(chain.backendVariables()).containsExactly("DATABASE_URL", "SECRET_KEY", "DJANGO_SETTINGS_MODULE");
        assertThat(chain.repository(ComponentName.of("backend"), Optional.empty()))
                .hasToString("registry.example.com/team/shop-backend");
        assertThat(chain.repositoryNamed("api", Optional.of("other:5000"))).hasToString("other:5000/team/api");
    }

    @Test
    void saysOneSentenceForEachProblem() {
        EnvironmentConfig wrong = environment("DEV", "a b", "nowhere");
        wrong.getBackend().setHostKeys("ssh-rsa nonsense");
        wrong.getFrontend().setSshPort(99_999);
        wrong.getFrontend().setCertificate("/etc/cert.pem");
        wrong.setEnvConfig("no pair");

        assertThat(problemsOf(wrong))
                .doesNotHaveDuplicates()
                .anySatisfy(problem -> assertThat(problem).contains("'DEV' is not an environment name"))
                .anySatisfy(problem -> assertThat(problem).contains("'a b' is not a branch"))
                .anySatisfy(problem -> assertThat(problem).contains("backend: ", "known_hosts text"))
                .anySatisfy(problem -> assertThat(problem).contains("frontend: A port is a number"))
                .anySatisfy(problem -> assertThat(problem).contains("a certificate and its key"))
                .anySatisfy(problem -> assertThat(problem).contains("NAME=value"));
    }

    @Test
    void checksWhereItStandsWhatADeploymentWouldFailWithLater() {
        ApplicationConfig application = application("shop", environment("dev", "development", ""));
        application.setBackendVariables("SECRET_KEY\nDATABASE-URL");
        HostConfig frontend = application.getEnvironments().get(0).getFrontend();
        frontend.setSiteListen("eighty;");
        frontend.setServerName("a b;c");
        frontend.setEnvConfigDirectory("rel:x");
        frontend.setCertificate("cert.pem");
        frontend.setCertificateKey("/etc/key.pem");

        assertThat(ChainReader.read(List.of(application)).problems().get("shop"))
                .hasSize(5)
                .anySatisfy(problem -> assertThat(problem).startsWith("'DATABASE-URL' is not the name of a variable"))
                .anySatisfy(problem -> assertThat(problem).contains("frontend: 'eighty;' is nothing for nginx"))
                .anySatisfy(problem -> assertThat(problem).contains("frontend: 'a b;c' is not a server name"))
                .anySatisfy(problem -> assertThat(problem).contains("frontend: ", "'rel:x'"))
                .anySatisfy(problem -> assertThat(problem).contains("frontend: 'cert.pem' is no absolute path"));
    }

    @Test
    void readsWhatTheGateAsksFor() throws InvalidInput {
        EnvironmentConfig prod = environment("prod", "main", "dev");
        prod.setSoak(" 90m ");
        prod.setApprovers("alice, bob\n# the rest of us\nrelease-managers,");
        Chain chain = ChainReader.read(List.of(application("shop", environment("dev", "development", ""), prod)))
                .application(Optional.empty());

        assertThat(chain.environment(EnvironmentName.of("dev")).gate()).isEqualTo(GateSettings.NONE);
        GateSettings gate = chain.environment(EnvironmentName.of("prod")).gate();
        assertThat(gate.soak()).contains(Duration.ofMinutes(90));
        assertThat(gate.approvers()).containsExactly("alice", "bob", "release-managers");
    }

    @Test
    void refusesAGateThatCannotBe() {
        EnvironmentConfig dev = environment("dev", "development", "");
        dev.setSoak("2h");
        EnvironmentConfig uat = environment("uat", "uat", "dev");
        uat.setSoak("a while");
        uat.setApprovers("alice, anonymous");

        assertThat(problemsOf(dev, uat))
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("dev: A soak time needs the environment"))
                .anySatisfy(problem -> assertThat(problem).contains("uat: 'a while' is not a time span"))
                .anySatisfy(problem -> assertThat(problem).contains("uat: approvers: 'anonymous' cannot approve"));
    }

    @Test
    void refusesAJumpHostThatNobodyVouchesFor() {
        EnvironmentConfig dev = environment("dev", "development", "");
        JumpConfig jump = new JumpConfig();
        jump.setAddress("10.0.0.1");
        dev.getBackend().setJump(jump);

        assertThat(problemsOf(dev))
                .singleElement()
                .asString()
                .contains("dev: backend: jump host: it needs a host key and a credential of its own");
    }

    /** Jenkins reads an object back without its initial values where the file does not name them. */
    @Test
    void readsAnEnvironmentThatAnEarlierVersionSaved() throws Exception {
        EnvironmentConfig old = environment("dev", "development", "");
        for (String later : List.of("soak", "approvers")) {
            Field field = EnvironmentConfig.class.getDeclaredField(later);
            field.setAccessible(true);
            field.set(old, null);
        }

        assertThat(problemsOf(old)).isEmpty();
        assertThat(old.getSoak() + old.getApprovers()).isEmpty();
    }

    @Test
    void findsWhatEnvironmentsDoToEachOther() {
        EnvironmentConfig twin = environment("twin", "development", "");
        twin.setSecretPrefix("DEV");

        assertThat(problemsOf(environment("dev", "development", ""), twin))
                .anySatisfy(problem -> assertThat(problem).contains("share the secret prefix DEV"))
                .anySatisfy(problem -> assertThat(problem).contains("have the same branch development"));
        assertThat(problemsOf(environment("dev", "a", ""), environment("dev", "b", "")))
                .containsExactly("There are two environments 'dev'");
        assertThat(problemsOf(environment("dev", "a", "test")))
                .containsExactly(
                        "The environment dev requires 'test', which is not an environment of this application");
        assertThat(problemsOf(environment("dev", "a", "uat"), environment("uat", "b", "dev")))
                .containsExactly(
                        "The environment dev requires itself, directly or over others",
                        "The environment uat requires itself, directly or over others");
    }

    @Test
    void allowsAPrefixThatBeginsWithAnother() {
        assertThat(problemsOf(environment("dev", "a", ""), environment("dev_eu", "b", "")))
                .isEmpty();
    }

    @Test
    void refusesAnApplicationWithProblemsAndServesTheOthers() throws InvalidInput {
        Chains chains = ChainReader.read(List.of(shop(), application("broken")));

        assertThat(chains.application(Optional.of("shop")).environments()).hasSize(3);
        assertThatThrownBy(() -> chains.application(Optional.of("broken")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("The application has no environment");
    }

    @Test
    void asksWhichApplicationIsMeantWhereThereAreSeveral() {
        Chains chains = ChainReader.read(List.of(shop(), application("blog", environment("live", "main", ""))));

        assertThatThrownBy(() -> chains.application(Optional.empty()))
                .hasMessageContainingAll("blog, shop", "application");
        assertThatThrownBy(() -> chains.application(Optional.of("wiki"))).hasMessageContainingAll("wiki", "blog, shop");
        assertThatThrownBy(() -> ChainReader.read(List.of()).application(Optional.empty()))
                .hasMessageContaining("No application is configured");
    }

    @Test
    void refusesTwoApplicationsOfOneName() {
        assertThat(ChainReader.read(List.of(shop(), shop())).problems().get("shop"))
                .containsExactly("There are two applications 'shop'");
    }

    @Test
    void knowsThePrefixesOfAllApplicationsEvenOfThoseWithProblems() {
        EnvironmentConfig broken = environment("live", "a b", "");

        assertThat(ChainReader.read(List.of(shop(), application("blog", broken)))
                        .prefixes())
                .contains(SecretPrefix.of("LIVE"), SecretPrefix.of("PROD"));
    }

    @Test
    void warnsOfAPrefixThatApplicationsShareAndServesThemAll() {
        Chains chains = ChainReader.read(List.of(
                shop(), application("blog", environment("dev", "main", "")), application("wiki", own("dev", "WIKI"))));

        assertThat(chains.problems()).isEmpty();
        assertThat(chains.warnings())
                .singleElement()
                .asString()
                .contains("DEV is shared by dev of shop and dev of blog", "folders");
        assertThat(ChainReader.read(List.of(shop())).warnings()).isEmpty();
    }

    private static EnvironmentConfig own(String name, String prefix) {
        EnvironmentConfig environment = environment(name, "main", "");
        environment.setSecretPrefix(prefix);
        return environment;
    }
}
