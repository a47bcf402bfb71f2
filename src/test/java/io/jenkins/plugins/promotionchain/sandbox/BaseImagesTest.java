package io.jenkins.plugins.promotionchain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The making of base images, with a debootstrap that never ends: it holds a lock as long as it lives. */
@Timeout(60)
class BaseImagesTest {

    @TempDir
    Path directory;

    private Scripts scripts;

    @BeforeEach
    void replaceDebootstrap() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "the sandbox's scripts need root");
        scripts = new Scripts(directory.resolve("my 1 data"), directory.resolve("programs"), 95);
        assumeTrue(
                scripts.run("unshare", "--mount", "--pid", "--fork", "true").status() == 0, "namespaces are allowed");
        scripts.markData();
        scripts.replace("apt-get", "exit 0");
        scripts.replace(
                "debootstrap",
                "mkdir -p \"$3/proc\" && mount -t tmpfs tmpfs \"$3/proc\" && touch \"$3/proc/mounted\"",
                "exec 5>'" + alive() + "' && flock 5",
                "echo \"$*\" >>'" + calls() + "'",
                "sleep 300");
    }

    @AfterEach
    void endWhatIsLeft() throws Exception {
        scripts.sandbox("purge");
        assertThat(scripts.left()).isEmpty();
    }

    @Test
    void debootstrapNeverSeesAPathWithASpace() throws Exception {
        killAnUpThatMakesImages(1);

        String[] arguments = Files.readString(calls()).strip().split(" ");
        assertThat(arguments[2]).isEqualTo(scripts.runDirectory() + "/tree/debian");
        assertThat(scripts.data().resolve("images/tree/debian")).isDirectory();
    }

    @Test
    void downEndsWhatAKilledUpWasMaking() throws Exception {
        killAnUpThatMakesImages(1);
        assertThat(isAlive()).isTrue();

        Scripts.Ended down = scripts.sandbox("down");

        assertThat(down.status()).as(down.output()).isZero();
        assertThat(isAlive()).isFalse();
        assertThat(scripts.data().resolve("images/tree")).doesNotExist();
        assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain(directory.toString());
    }

    @Test
    void theNextUpEndsItBeforeItMakesItsOwn() throws Exception {
        killAnUpThatMakesImages(1);

        killAnUpThatMakesImages(2);

        scripts.sandbox("down");
        assertThat(isAlive()).isFalse();
    }

    @Test
    void purgeUnmountsWhatIsLeftAndDeletesNothingBehindIt() throws Exception {
        Path mounted = Files.createDirectories(scripts.data().resolve("images/tree/a 1b"));
        Path behind = Files.createDirectories(directory.resolve("behind"));
        Files.writeString(behind.resolve("kept"), "x");

        // In a mount namespace, so that no mount of this test can stay.
        Scripts.Ended ended = scripts.run(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                "mount --bind \"$1\" \"$2\" && sandbox/sandbox purge",
                "sh",
                behind.toString(),
                mounted.toString());

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(scripts.data()).doesNotExist();
        assertThat(behind.resolve("kept")).exists();
    }

    /** As up does it, without the lock, as if that had gone with the killed one. */
    private void killAnUpThatMakesImages(int calls) throws Exception {
        Process up = scripts.startWithFunctions("claim_instance; start_making_images; sleep 300");
        while (!Files.exists(calls()) || Files.readAllLines(calls()).size() < calls) {
            assertThat(up.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        up.children()
                .filter(child -> child.info().command().orElse("").endsWith("sleep"))
                .forEach(ProcessHandle::destroyForcibly);
        up.destroyForcibly().waitFor();
    }

    private boolean isAlive() throws Exception {
        return scripts.run("flock", "--nonblock", alive().toString(), "true").status() != 0;
    }

    private Path alive() {
        return directory.resolve("alive");
    }

    private Path calls() {
        return directory.resolve("calls");
    }
}
