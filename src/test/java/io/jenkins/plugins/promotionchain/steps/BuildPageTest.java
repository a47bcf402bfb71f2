package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.board.BoardAction;
import io.jenkins.plugins.promotionchain.board.BoardLine;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.Chain;
import io.jenkins.plugins.promotionchain.config.ChainReader;
import io.jenkins.plugins.promotionchain.config.EnvironmentConfig;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.Links;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a build keeps for its page. */
class BuildPageTest {

    private static final ComponentName BACKEND = ComponentName.of("backend");
    private static final ImageRef IMAGE =
            ImageRef.parse("registry.example.com/team/shop-backend@sha256:3f2a8c00d1e2" + "a".repeat(52));

    private FakeBuild build;

    @BeforeEach
    void start() {
        FakeJenkins.start();
        build = FakeBuild.of("shop");
    }

    private static EnvironmentSettings uat(String url) {
        return configured(url).environments().get(0);
    }

    /** The first place for a name of a configuration that has pages for everything. */
    private static Chain configured(String url) {
        EnvironmentConfig uat = new EnvironmentConfig("uat");
        uat.setUrl(url);
        ApplicationConfig shop = new ApplicationConfig("shop");
        shop.setCommitUrl("https://git.example.com/shop/commit/{commit}");
        shop.setImageUrl("https://hub.example.com/{repository}/{digest}");
        shop.setEnvironments(List.of(uat));
        return ChainReader.read(List.of(shop)).usable().get(0);
    }

    private static BoardLine deployed(String step) {
        return BoardLine.of(step, BoardLine.Kind.DEPLOYED, BACKEND).with(IMAGE).in(uat(""));
    }

    @Test
    void aBuildFromBeforeThisPageHasNothingOnIt() {
        assertThat(BoardAction.of(build)).isEmpty();
    }

    @Test
    void aStepThatIsResumedIsToldOnce() throws Exception {
        BoardAction.write(build, BoardLine.of("1", BoardLine.Kind.FAILED, BACKEND));
        BoardAction.write(build, BoardLine.of("2", BoardLine.Kind.MIGRATED, BACKEND));
        BoardAction.write(build, deployed("1"));

        assertThat(BoardAction.of(build)).map(BoardLine::getKind).containsExactly("DEPLOYED", "MIGRATED");
        assertThat(build.saved).hasValue(3);
    }

    @Test
    void namesADigestByItsFirstDigits() {
        assertThat(deployed("1").getShortDigest()).isEqualTo("3f2a8c00d1e2");
        assertThat(BoardLine.of("1", BoardLine.Kind.MIGRATED, BACKEND).getShortDigest())
                .isEmpty();
    }

    @Test
    void leadsToThePagesThatAreConfigured() {
        Chain chain = configured("https://uat.example.com/");
        BoardLine line = BoardLine.of("1", BoardLine.Kind.DEPLOYED, BACKEND)
                .with(IMAGE)
                .ofCommit("3f2a8c0")
                .in(chain.environments().get(0))
                .linked(chain.links());

        assertThat(line.getEnvironmentUrl()).isEqualTo("https://uat.example.com/");
        assertThat(line.getCommitUrl()).isEqualTo("https://git.example.com/shop/commit/3f2a8c0");
        assertThat(line.getImageUrl())
                .isEqualTo("https://hub.example.com/team/shop-backend/"
                        + IMAGE.digest().value());
    }

    @Test
    void leadsNowhereWhereNothingIsConfiguredOrKnown() {
        BoardLine unknown = BoardLine.of("1", BoardLine.Kind.MIGRATED, BACKEND)
                .in(uat(""))
                .linked(configured("").links());

        assertThat(unknown)
                .extracting(BoardLine::getEnvironmentUrl, BoardLine::getCommitUrl, BoardLine::getImageUrl)
                .containsOnly("");
        assertThat(deployed("1").ofCommit("3f2a8c0").linked(Links.NONE))
                .extracting(BoardLine::getCommitUrl, BoardLine::getImageUrl)
                .containsOnly("");
    }

    @Test
    void namesABuildThatIsGoneWithoutALink() {
        BoardLine line =
                deployed("1").promotedFrom(EnvironmentName.of("dev"), new BuildRef("shop/development", 41, ""));

        assertThat(line.getOriginName()).isEqualTo("shop/development #41");
        assertThat(line.getOriginUrl()).isEmpty();
    }
}
