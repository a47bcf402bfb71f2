package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.deploy.Administrator.LiveRestore;
import io.jenkins.plugins.promotionchain.engine.failure.ProxyConfigurationRejected;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service of the server ends, comes again, or has been spoilt by somebody, in the middle of a deployment. */
class ServiceFaultIT extends FaultScenario {

    private static final String SPOILT = "/etc/nginx/sites-enabled/somebody.conf";
    private static final String SPOIL = "echo 'server { listen nowhere; }' >" + SPOILT;
    private static final String SMALL_DISK = "mount -t tmpfs -o size=48m tmpfs /var/lib/docker";

    private static final String FILL_DISK = "dd if=/dev/zero of=/var/lib/docker/full bs=1k 2>/dev/null || :";

    @AfterEach
    void repair() throws Exception {
        administrator.tryTo("rm -f " + SPOILT + "; nginx -t && nginx -s reload");
    }

    @Test
    void theSshServerIsAwayFor10Seconds() throws Exception {
        getsThere(() -> {
            deploy("two", Hook.healthy(() -> {
                administrator.stopSsh();
                new Meanwhile(() -> {
                    Thread.sleep(10_000);
                    administrator.startSsh();
                });
            }));
            server.close();
            server = connect();
        });
        assertThat(told()).contains("broke; connecting again");
    }

    /** What publishes the containers' ports ends with the engine: their own addresses stand in. */
    @Test
    void theDockerEngineIsRestarted() throws Exception {
        getsThere(() -> deploy("two", Hook.healthy(() -> {
            administrator.stopDocker();
            administrator.startDocker();
        })));
    }

    @Test
    void theDockerEngineIsRestartedAfterTheSwitch() throws Exception {
        getsThere(() -> deploy("two", Hook.serving(() -> {
            administrator.stopDocker();
            administrator.startDocker();
        })));
    }

    @Test
    void theDockerEngineIsRestartedWhileItIsNeeded() throws Exception {
        getsThere(() -> deploy("two", Hook.healthy(() -> {
            administrator.stopDocker();
            new Meanwhile(() -> {
                Thread.sleep(2_000);
                administrator.startDocker();
            });
        })));
        assertThat(told()).contains("The docker engine does not answer; waiting for it");
        assertThat(names()).containsExactlyInAnyOrder(NAME.value(), keptName(image("one")));
    }

    /**
     * Every container ends with the engine and comes with it. Nothing runs when the engine changes its ways: one that
     * finds containers running, which it did not start, ends them for good.
     */
    @Test
    void theDockerEngineIsRestartedWithoutLiveRestore() throws Exception {
        clean();
        administrator.stopDocker();
        administrator.startDocker(LiveRestore.OFF);
        try {
            deploy("one");
            try (Visitor visitor = visitor()) {
                deploy("two", Hook.healthy(() -> {
                    administrator.stopDocker();
                    administrator.startDocker();
                    visitor.rest();
                    int failed = visitor.failures().size();
                    visitor.rest();
                    assertThat(visitor.failures()).hasSize(failed);
                }));
                visitor.rest();
                visitor.close();

                assertThat(visitor.versions()).startsWith("one").endsWith("two");
            }
            assertThat(candidates()).isEmpty();
        } finally {
            clean();
            administrator.stopDocker();
            administrator.startDocker(LiveRestore.ON);
        }
    }

    @Test
    void nginxIsSpoiltBeforeTheSwitch() throws Exception {
        nobodyNotices(() -> assertThatThrownBy(() -> deploy("two", Hook.healthy(() -> administrator.run(SPOIL))))
                .isInstanceOf(ProxyConfigurationRejected.class)
                .hasMessageContaining("did so before the site was written")
                .hasMessageContaining("somebody.conf")
                .hasMessageContaining("Repair it on the server"));
    }

    /** Its last site names both versions, and the new one goes. */
    @Test
    void nginxIsSpoiltBeforeTheSwitchIsTakenBack() throws Exception {
        isTakenBack(() -> assertThatThrownBy(() -> deploy("two", Hook.serving(() -> {
                    administrator.run(SPOIL);
                    throw new Unhealthy("The page is not the right one", "Look at it");
                })))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("serves again and is healthy"));
        assertThat(told()).contains("nginx takes no configuration any more", "the next deployment will try again");

        repair();
        getsThere(() -> deploy("two"));
    }

    @Test
    void theDiskOfTheEngineIsFull() throws Exception {
        clean();
        image("two");
        administrator.stopDocker();
        administrator.run(SMALL_DISK);
        try {
            administrator.startDocker();
            nobodyNotices(() -> {
                administrator.run(FILL_DISK);
                assertThatThrownBy(() -> deploy("two")).hasMessageContaining("the disk is full");
            });
            administrator.run("rm /var/lib/docker/full");
            isTakenBack(() -> assertThatThrownBy(() -> deploy("two", Hook.serving(() -> administrator.run(FILL_DISK))))
                    .hasMessageContaining("the disk is full"));
        } finally {
            administrator.run("rm -f /var/lib/docker/full");
            clean();
            administrator.stopDocker();
            administrator.run("umount -l /var/lib/docker");
            administrator.startDocker();
        }
    }
}
