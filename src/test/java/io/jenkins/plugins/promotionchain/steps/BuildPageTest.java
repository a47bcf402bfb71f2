package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.board.BoardAction;
import io.jenkins.plugins.promotionchain.board.BoardLine;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
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

    private static BoardLine deployed(String step) {
        return BoardLine.of(step, BoardLine.Kind.DEPLOYED, BACKEND).with(IMAGE).in(EnvironmentName.of("uat"));
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
    void namesABuildThatIsGoneWithoutALink() {
        BoardLine line =
                deployed("1").promotedFrom(EnvironmentName.of("dev"), new BuildRef("shop/development", 41, ""));

        assertThat(line.getOriginName()).isEqualTo("shop/development #41");
        assertThat(line.getOriginUrl()).isEmpty();
    }
}
