package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something is wrong with the server itself. */
class ServerFaultIT extends FaultScenario {

    private static final String SMALL_HOME =
            "mount -t tmpfs -o size=256k,mode=750,uid=5000,gid=5000 tmpfs /home/django";
    private static final String FILL_HOME = "dd if=/dev/zero of=/home/django/full bs=1k 2>/dev/null || :";

    @AfterEach
    void repair() throws Exception {
        administrator.run("while mountpoint -q /home/django && [ \"$(stat -f -c %T /home/django)\" = tmpfs ];"
                + " do umount -l /home/django; done; rm -f /home/django/.bashrc");
        administrator.edit("/etc/passwd", "/^django:/s|:[^:]*$|:/bin/sh|");
        administrator.edit("/etc/group", "s/^\\(docker:.*:\\)[^:]*$/\\1django/");
    }

    @Test
    void theHomeIsFullFromTheBeginning() throws Exception {
        nobodyNotices(() -> {
            administrator.run(SMALL_HOME + " && " + FILL_HOME);
            assertThatThrownBy(() -> deploy("two"))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("No space left")
                    .hasMessageContaining("free space");
        });
    }

    @Test
    void theHomeBecomesFullWhileTheNewVersionComesUp() throws Exception {
        nobodyNotices(() -> {
            administrator.run(SMALL_HOME);
            assertThatThrownBy(() -> deploy("two", Hook.healthy(() -> administrator.run(FILL_HOME))))
                    .isInstanceOf(PromotionFailure.class);
        });
    }

    @Test
    void theHomeBecomesFullWhenTheNewVersionServes() throws Exception {
        isTakenBack(() -> {
            administrator.run(SMALL_HOME);
            assertThatThrownBy(() -> deploy("two", Hook.serving(() -> administrator.run(FILL_HOME))))
                    .isInstanceOf(PromotionFailure.class);
        });
    }

    @Test
    void theAccountMayNotUseDocker() throws Exception {
        nobodyNotices(() -> {
            administrator.edit("/etc/group", "s/^\\(docker:.*:\\)[^:]*$/\\1/");
            assertThatThrownBy(() -> deploy("two"))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("the account may not use docker")
                    .hasMessageContaining("Add the account to the group 'docker'");
        });
    }

    @Test
    void theHomeIsReadOnly() throws Exception {
        nobodyNotices(() -> {
            administrator.run(SMALL_HOME + " && mount -o remount,ro /home/django");
            assertThatThrownBy(() -> deploy("two"))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("Read-only file system");
        });
    }

    @Test
    void theLoginShellGreets() throws Exception {
        getsThere(() -> {
            administrator.edit("/etc/passwd", "/^django:/s|:[^:]*$|:/bin/bash|");
            administrator.run("printf '%s\\n' 'echo \"*** Welcome to dev-backend ***\"' 'printf unfinished'"
                    + " 'echo \"0 updates\" >&2' >/home/django/.bashrc");
            deploy("two");
            assertThat(deploy("two").changed()).isFalse();
        });
    }

    @Test
    void itsClockIsAnHourOff() throws Exception {
        getsThere(() -> deployAt(Duration.ofHours(1), "two"));
        deployAt(Duration.ofHours(-1), "one");
        assertThat(deployAt(Duration.ofHours(-1), "one").changed()).isFalse();
    }

    /** Only the difference between the two clocks can matter: the server's own one cannot be put off alone here. */
    private DeploymentOutcome deployAt(Duration offset, String version) throws Exception {
        Clock clock = Clock.offset(Clock.systemUTC(), offset);
        try (Workplace place = workplace(TransactionId.random(), this::connect, clock)) {
            return deploy(place, version, Verification.NONE);
        }
    }
}
