package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import org.junit.jupiter.api.Test;

/** A step that waits for long leaves the server and comes back; its log reads as if it had stayed. */
class WaitingStepIT extends OnTheSandbox {

    /** Held by somebody else, for 24 s, in which the image is looked up too. */
    private static final String HOLD_THE_LOCK =
            "lock=/run/lock/promotion-chain." + OwnApplication.NAME + ".dev.backend.lock; touch \"$lock\";"
                    + " setsid flock \"$lock\" sleep 24 >/dev/null 2>&1 </dev/null & sleep 0.5";

    @Test
    void aLongSilentMigrationIsLeftAloneAndFoundAgain() throws Exception {
        backend.put("acceptance/server.env", "A=1\n");
        long before = logins();

        Ended ended = run(
                "development",
                pipeline("sshMigrate mode: 'server', plan: false, command: 'echo begun; sleep 14; echo over'"),
                description -> {},
                application -> application.getEnvironments().get(0).getBackend().setEnvFile("acceptance/server.env"));

        assertThat(ended.result("sshMigrate").getString("output"))
                .contains("begun")
                .contains("over");
        assertThat(ended.result("sshMigrate").getInt("seconds")).isGreaterThanOrEqualTo(14);
        for (String once : new String[] {"  begun", "  over", "Migrating the database", "The migration succeeded"}) {
            assertThat(ended.log().lines().filter(line -> line.contains(once)))
                    .as(ended.log())
                    .hasSize(1);
        }
        assertThat(logins() - before).as("logins").isGreaterThan(1);
    }

    @Test
    void aDeploymentThatWaitsForTheLockIsLeftAloneAndFoundAgain() throws Exception {
        succeed("buildOnce component: 'backend', context: 'backend'", "sshMigrate()");
        backend.said(HOLD_THE_LOCK);
        long before = logins();

        Ended ended = succeed(
                "buildOnce component: 'backend', context: 'backend'",
                "deployBackend port: " + OwnApplication.BACKEND_PORT);

        for (String once : new String[] {"Waiting, at most", "The lock came free after", "[pull]", "Deploying "}) {
            assertThat(ended.log().lines().filter(line -> line.contains(once) && !line.contains("done after")))
                    .as(ended.log())
                    .hasSize(1);
        }
        assertThat(logins() - before).as("logins").isGreaterThan(1);
        assertThat(backendPage("/api/v1/health/").status()).isEqualTo(200);
    }

    private long logins() throws Exception {
        return backend.sshLog().stream()
                .filter(line -> line.contains("Accepted "))
                .count();
    }
}
