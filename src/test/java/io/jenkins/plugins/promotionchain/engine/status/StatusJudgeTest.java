package io.jenkins.plugins.promotionchain.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.status.Drift.Kind;
import io.jenkins.plugins.promotionchain.engine.status.HealthNow.State;
import io.jenkins.plugins.promotionchain.engine.status.StatusFacts.UnreadFile.Reason;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a component may differ from what was deployed. */
class StatusJudgeTest {

    private final Standing standing = new Standing();

    @Test
    void findsNothingWhereAllIsAsItWasDeployed() {
        assertThat(standing.judged().drift()).isEmpty();
        assertThat(standing.judged().ok()).isTrue();
        assertThat(standing.judged().uptime())
                .hasValueSatisfying(up -> assertThat(up).hasHours(1));
    }

    @Test
    void doesNotCallItAFaultThatNothingIsRecorded() {
        standing.expected = Optional.empty();

        assertThat(kinds()).containsExactly(Kind.NOT_RECORDED);
        assertThat(standing.judged().ok()).isTrue();

        standing.exists = false;
        assertThat(kinds()).containsExactly(Kind.NOT_RECORDED);
    }

    @Test
    void missesAContainerAndNamesTheBuildThatDeployedIt() {
        standing.exists = false;

        assertThat(kinds()).containsExactly(Kind.MISSING);
        assertThat(sentence()).contains("no container shop-backend", Standing.BUILD, "deploy it again");
        assertThat(standing.judged().ok()).isFalse();
    }

    @Test
    void tellsWhoHasThePortOfOneThatIsNotThereOrDoesNotAnswer() {
        standing.alsoOnPort = List.of("intruder");
        assertThat(kinds()).as("another address of the server").isEmpty();

        standing.exists = false;
        assertThat(kinds()).containsExactly(Kind.MISSING, Kind.PORT_TAKEN);
        assertThat(standing.judged().drift().get(1).sentence()).contains("published by container intruder");
    }

    @Test
    void tellsAStoppedOneAndHowToStartIt() {
        standing.status = "exited";

        assertThat(kinds()).containsExactly(Kind.STOPPED);
        assertThat(sentence()).contains("exit status 3", "since 2026-01-01T10:30:00Z", "docker start shop-backend");
        assertThat(standing.judged().uptime()).isEmpty();
    }

    @Test
    void tellsAnotherImageThanTheOneDeployed() {
        standing.labels.put(ContainerLabels.DIGEST, Standing.OTHER_DIGEST);
        standing.registryDigests = List.of(Standing.OTHER_DIGEST);

        assertThat(kinds()).containsExactly(Kind.OTHER_IMAGE);
        assertThat(sentence()).contains("it runs " + Standing.OTHER_DIGEST, "deployed " + Standing.DIGEST);
    }

    @Test
    void believesTheEngineRatherThanALabelThatSomebodyCopied() {
        standing.registryDigests = List.of(Standing.OTHER_DIGEST);

        assertThat(kinds()).containsExactly(Kind.OTHER_IMAGE);
    }

    @Test
    void believesTheLabelWhereTheEngineHasForgottenTheImagesName() {
        standing.registryDigests = List.of();

        assertThat(kinds()).isEmpty();
    }

    @Test
    void tellsAnotherConfiguration() {
        standing.labels.put(ContainerLabels.CONFIGURATION_HASH, "other");

        assertThat(kinds()).containsExactly(Kind.OTHER_CONFIGURATION);
    }

    @Test
    void comparesNoConfigurationThatIsNotKnown() {
        standing.configurationHash = "";

        assertThat(kinds()).isEmpty();
    }

    @Test
    void tellsAnEnvironmentFileWithOtherValues() {
        standing.environmentDiffers = true;

        assertThat(kinds()).containsExactly(Kind.ENV_FILE_CHANGED);
        assertThat(sentence()).contains("backend.env", "2026-01-01T11:00:00Z", "other values", "deploy again");
    }

    @ParameterizedTest
    @CsvSource({"ABSENT, is not there", "CLOSED, cannot be read with this account"})
    void tellsAnEnvironmentFileThatCouldNotBeCompared(Reason reason, String said) {
        standing.unread = Optional.of(new StatusFacts.UnreadFile(Standing.REQUEST.envFile(), reason));

        assertThat(kinds()).containsExactly(Kind.ENV_FILE_CHANGED);
        assertThat(sentence()).contains("backend.env", said);
    }

    @Test
    void tellsAMountedFileThatIsNewerThanTheStartOfTheContainer() {
        standing.mountedChangedAt = standing.started.plusSeconds(60);

        assertThat(kinds()).containsExactly(Kind.ENV_FILE_CHANGED);
        assertThat(sentence()).contains("env-config.js", "2026-01-01T10:01:00Z", "docker restart shop-backend");
    }

    @Test
    void takesAFileForUnchangedThatWasWrittenInTheSameSecond() {
        standing.mountedChangedAt = standing.started.plusMillis(900);

        assertThat(kinds()).isEmpty();
    }

    @Test
    void tellsAContainerThatSomebodyMade() {
        standing.labels.clear();
        standing.environmentDiffers = true;

        assertThat(kinds()).containsExactly(Kind.UNKNOWN_CONTAINER);
        assertThat(sentence()).contains("by hand");
    }

    @Test
    void tellsAContainerOfSomethingElse() {
        standing.labels.put(ContainerLabels.ENVIRONMENT, "uat");

        assertThat(kinds()).containsExactly(Kind.UNKNOWN_CONTAINER);
        assertThat(sentence()).contains("is the backend of shop in uat", "under another name");
    }

    @Test
    void tellsOneThatRunsAndDoesNotAnswer() {
        standing.health = new HealthNow(State.UNHEALTHY, "GET 127.0.0.1:8000/: HTTP 500, expected 200");

        assertThat(kinds()).containsExactly(Kind.UNHEALTHY);
        assertThat(sentence()).contains("HTTP 500, expected 200", "docker logs shop-backend");
    }

    @Test
    void tellsOneThatTheEngineKeepsStarting() {
        standing.status = "restarting";
        standing.restarts = 7;

        assertThat(kinds()).containsExactly(Kind.RESTARTING);
        assertThat(sentence()).contains("7 restarts", "exit status 3");
    }

    @Test
    void forgetsARestartOnceTheContainerIsUpForLong() {
        standing.restarts = 2;
        assertThat(kinds()).isEmpty();

        standing.started = Standing.NOW.minusSeconds(599);
        assertThat(kinds()).containsExactly(Kind.RESTARTING);
    }

    @Test
    void tellsWhatADeploymentLeftThatWasCutOffButNotOneThatGoesOn() {
        standing.candidate = Optional.of("shop-backend-candidate");
        assertThat(kinds()).containsExactly(Kind.UNFINISHED);

        standing.lockedBy = Optional.of("a build");
        assertThat(kinds()).isEmpty();
    }

    private List<Kind> kinds() {
        return standing.judged().drift().stream().map(Drift::kind).toList();
    }

    private String sentence() {
        return standing.judged().drift().get(0).sentence();
    }
}
