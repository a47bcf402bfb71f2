package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.sonyericsson.rebuild.RebuildCause;
import hudson.model.Cause;
import hudson.model.CauseAction;
import io.jenkins.plugins.promotionchain.engine.transaction.Attendance;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.stream.Stream;
import org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayCause;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepeatedRunTest {

    private static final ComponentName BACKEND = ComponentName.of("backend");
    private static final ImageRef IMAGE =
            ImageRef.parse("registry.example.com/team/shop-backend@sha256:" + "a".repeat(64));
    private static final ImageRef OTHER =
            ImageRef.parse("registry.example.com/team/shop-backend@sha256:" + "b".repeat(64));

    private FakeBuild original;
    private FakeBuild again;
    private FakeStepContext context;

    @BeforeEach
    void start() throws Exception {
        FakeJenkins.start();
        original = FakeBuild.of("shop").next();
        ReleaseAction.record(original, BACKEND, IMAGE);
        again = original.next();
        context = new FakeStepContext().in(again);
    }

    static Stream<Cause> causes() {
        return Stream.of(new ReplayCause(1), new RestartDeclarativePipelineCause(1), new RebuildCause(1));
    }

    private Surroundings surroundings() {
        return new Surroundings(context, TransactionId.random(), new ReadPosition(), Attendance.CONSTANT);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void takesTheImageOfTheBuildThatItRepeatsAndSaysSo(Cause cause) throws Exception {
        again.addAction(new CauseAction(new Cause.UserIdCause("alice"), cause));

        assertThat(surroundings().images().recall(BACKEND)).contains(IMAGE);

        assertThat(context.log()).contains("takes " + IMAGE, "#1 that this one repeats");
        assertThat(ReleaseAction.digestsOf(again)).containsOnlyKeys(BACKEND).containsValue(IMAGE.digest());
    }

    @Test
    void whatItRecordsItselfGoesBefore() throws Exception {
        again.addAction(new CauseAction(new ReplayCause(1)));
        ReleaseAction.record(again, BACKEND, OTHER);

        assertThat(surroundings().images().recall(BACKEND)).contains(OTHER);

        assertThat(context.log()).isEmpty();
        assertThat(ReleaseAction.digestsOf(again)).containsValue(OTHER.digest()).hasSize(1);
    }

    @Test
    void aRepetitionOfARepetitionTakesTheImageOfTheFirst() throws Exception {
        again.addAction(new CauseAction(new ReplayCause(1)));
        FakeBuild third = again.next();
        third.addAction(new CauseAction(new ReplayCause(2)));

        assertThat(ReleaseAction.imageOf(third, BACKEND)).contains(IMAGE);
    }

    @Test
    void aBuildThatWasStartedOtherwiseTakesNothing() throws Exception {
        again.startedBy("alice");

        assertThat(surroundings().images().recall(BACKEND)).isEmpty();
    }

    @Test
    void aBuildThatIsGoneOrNotEarlierIsNotRepeated() {
        again.addAction(new CauseAction(new ReplayCause(2)));
        FakeBuild other = again.next();
        other.addAction(new CauseAction(new ReplayCause(0)));

        assertThat(RepeatedRun.of(again)).isEmpty();
        assertThat(RepeatedRun.of(other)).isEmpty();
    }
}
