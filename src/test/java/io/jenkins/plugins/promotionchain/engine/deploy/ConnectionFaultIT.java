package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.ssh.ReconnectingServer;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.transaction.Attendance;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * One swap after the other between two versions, each disturbed at the next of all the things that it asks of the
 * server, until one comes to its end undisturbed: every boundary has its turn.
 */
class ConnectionFaultIT extends FaultScenario {

    /** Long enough for what is slept for on the server, short where only this side waits. */
    private static final Sleeper HASTY = duration -> Thread.sleep(Math.min(duration.toMillis(), 100));

    private String serving = "one";

    @Test
    void theConnectionBreaksBeforeAnyCommand() throws Exception {
        everywhere(Disturbance.Kind.CUT_BEFORE);
    }

    @Test
    void theConnectionBreaksAfterAnyCommand() throws Exception {
        everywhere(Disturbance.Kind.CUT_AFTER);
    }

    @Test
    void theUserAbortsAtAnyCommand() throws Exception {
        everywhere(Disturbance.Kind.ABORT);
    }

    @Test
    void theBuildIsKilledAtAnyCommandAndGoesOn() throws Exception {
        everywhere(Disturbance.Kind.KILL);
    }

    private void everywhere(Disturbance.Kind kind) throws Exception {
        image("two");
        deploy("one");
        serving = "one";
        try (Visitor visitor = visitor()) {
            boolean happened = true;
            int at = 0;
            while (happened) {
                log.clear();
                Disturbance disturbance = new Disturbance(kind, ++at);
                String wanted = serving.equals("one") ? "two" : "one";
                String ended = swap(wanted, disturbance);
                happened = disturbance.happened();
                visitor.rest();

                String where = kind + " at number " + at + " (" + ended + "):\n" + told();
                assertThat(visitor.failures()).as(where).isEmpty();
                assertThat(candidates()).as(where).isEmpty();
                serving = servingNow();
                if (kind != Disturbance.Kind.ABORT) {
                    assertThat(ended).as(where).isEqualTo("done");
                    assertThat(serving).as(where).isEqualTo(wanted);
                }
                assertThat(visitor.latest()).as(where).isEqualTo(serving);
            }
            assertThat(at).isGreaterThan(15);
        }
        assertThat(said("sh", "-c", "ls /run/lock | grep stories.dev.backend.lock. || :"))
                .isEmpty();
    }

    private String swap(String version, Disturbance disturbance) throws Exception {
        TransactionId id = TransactionId.random();
        try {
            swap(version, disturbance, id);
            return "done";
        } catch (InterruptedException e) {
            return "aborted";
        } catch (IllegalStateException e) {
            swap(version, new Disturbance(Disturbance.Kind.KILL, Integer.MAX_VALUE), id);
            return "done";
        } finally {
            Thread.interrupted();
        }
    }

    private void swap(String version, Disturbance disturbance, TransactionId id) throws Exception {
        ReconnectingServer connection = ReconnectingServer.open(
                () -> disturbance.on(connect()), Clock.systemUTC(), HASTY, log::add, Duration.ofSeconds(60));
        try (Workplace place = new Workplace(
                connection, id, new ReadPosition(), Attendance.CONSTANT, Clock.systemUTC(), HASTY, log::add)) {
            new ContainerDeployment(place, NginxInstallation.packaged())
                    .deploy(request(image(version), Map.of()), Verification.NONE);
        }
    }

    private String servingNow() throws Exception {
        String digest = said("docker", "inspect", "--format", "{{.Config.Image}}", NAME.value());
        for (String version : new String[] {"one", "two"}) {
            ImageRef image = image(version);
            if (image.toString().equals(digest)) {
                return version;
            }
        }
        throw new IllegalStateException("Neither serves: " + digest);
    }
}
