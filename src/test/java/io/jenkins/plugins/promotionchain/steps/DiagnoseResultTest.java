package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.diagnose.Diagnosis;
import io.jenkins.plugins.promotionchain.engine.diagnose.Problem;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What somebody on call reads first, and what a Jenkinsfile gets. */
class DiagnoseResultTest {

    private static final Diagnosis CRASH = diagnosis(Problem.HEALTH_CHECK_FAILS, "it ends by itself");
    private static final Diagnosis MIGRATION = diagnosis(Problem.MIGRATION_FAILS, "the password is refused");
    private static final Diagnosis UNDONE = diagnosis(Problem.DEPLOYMENT_FAILED, "the version before serves");

    @Test
    void theLikelyCauseStandsBeforeAndAfterTheLinesOfTheContainers() {
        List<String> lines =
                shown(List.of(CRASH, MIGRATION), List.of("The last 50 lines of container x:", "  | Error"));

        assertThat(lines)
                .startsWith(
                        "Diagnosis of dev: backend, the health check fails",
                        "  Likely cause: it ends by itself.",
                        "  What to do:   Mend it.",
                        "What will fail next: backend, the migration fails")
                .endsWith(
                        "  | Error",
                        "Diagnosis of dev, once more: backend, the health check fails",
                        "  Likely cause: it ends by itself.",
                        "  What to do:   Mend it.");
    }

    @Test
    void nothingIsRepeatedWhereNothingIsWrong() {
        assertThat(shown(List.of(), List.of()))
                .containsExactly(
                        "Diagnosis of dev: nothing is wrong that could be seen from here",
                        "What was seen:",
                        "  - backend: it answers");
    }

    @Test
    void aDeploymentThatFailedLeavesAnEnvironmentHealthyAndIsToldAllTheSame() {
        assertThat(result(List.of(UNDONE), List.of()).map(UnaryOperator.identity()))
                .containsEntry("healthy", true)
                .containsEntry("problem", "the last deployment failed")
                .containsEntry("cause", "the version before serves");
        assertThat(result(List.of(MIGRATION, UNDONE), List.of()).map(UnaryOperator.identity()))
                .containsEntry("healthy", false);
    }

    private static List<String> shown(List<Diagnosis> diagnoses, List<String> lastLines) {
        List<String> lines = new ArrayList<>();
        result(diagnoses, lastLines).show(lines::add);
        return lines;
    }

    private static DiagnoseResult result(List<Diagnosis> diagnoses, List<String> lastLines) {
        return new DiagnoseResult("dev", diagnoses, List.of("backend: it answers"), lastLines, Duration.ofSeconds(3));
    }

    private static Diagnosis diagnosis(Problem problem, String cause) {
        return new Diagnosis(problem, ComponentName.of("backend"), cause, "Mend it", List.of());
    }
}
