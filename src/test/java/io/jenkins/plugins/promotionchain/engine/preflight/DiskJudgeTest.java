package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.image.ImageLayers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiskJudgeTest {

    private static final long MEBI = 1024 * 1024;
    private static final String BASE = "sha256:" + "b".repeat(64);
    private static final ImageLayers IMAGE = image(1, 100 * MEBI, 200 * MEBI);

    private static ImageLayers image(int platforms, long base, long own) {
        return new ImageLayers(
                List.of(new ImageLayers.Layer(BASE, base), new ImageLayers.Layer("sha256:" + "c".repeat(64), own)),
                platforms);
    }

    private static String room(String of, long totalMebi, long usedMebi, long availableMebi) {
        return of + "-room=/dev/sda1 " + totalMebi * 1024 + " " + usedMebi * 1024 + " " + availableMebi * 1024
                + " 50% /data\n";
    }

    private static PreflightCheck judge(String facts, ImageLayers image) {
        return judge(Purpose.QUESTION, facts, image);
    }

    private static PreflightCheck judge(Purpose purpose, String facts, ImageLayers image) {
        return new DiskJudge(purpose, Requests.PLACE, ServerFacts.parse(facts)).judge(Optional.ofNullable(image));
    }

    @Test
    void isContentWithThreeTimesTheCompressedSizeOfWhatIsMissing() {
        assertThat(judge(room("docker", 1000, 100, 900), IMAGE))
                .isEqualTo(PreflightCheck.ok(CheckKind.DISK, "900 MiB free for docker, 300 MiB to be fetched"));
        assertThat(judge(room("docker", 1000, 101, 899), IMAGE).result()).isEqualTo(CheckResult.WARNING);
    }

    @Test
    void countsNoLayerThatTheServerHas() {
        PreflightCheck check = judge(room("docker", 1000, 400, 600) + "layers=" + BASE + "\n", IMAGE);

        assertThat(check.result()).isEqualTo(CheckResult.OK);
        assertThat(check.found()).contains("200 MiB to be fetched");
    }

    @Test
    void failsOnlyWhereNotEvenTheCompressedImageHasRoom() {
        assertThat(judge(room("docker", 1000, 700, 0), IMAGE).result()).isEqualTo(CheckResult.WARNING);

        PreflightCheck check = judge(room("docker", 1000, 701, 0), IMAGE);
        assertThat(check.result()).isEqualTo(CheckResult.FAILED);
        assertThat(check.found()).contains("299 MiB free for docker", "300 MiB to be fetched");
        assertThat(check.fix()).contains("docker image prune");
        assertThat(judge(Purpose.DEPLOYMENT, room("docker", 1000, 701, 0), IMAGE)
                        .result())
                .as("the engine may keep images elsewhere")
                .isEqualTo(CheckResult.WARNING);
    }

    @Test
    void failsForNoImageOfWhichItIsNotKnownWhichPlatformCounts() {
        assertThat(judge(room("docker", 1000, 990, 10), image(2, 100 * MEBI, 200 * MEBI))
                        .result())
                .isEqualTo(CheckResult.WARNING);
    }

    @Test
    void failsWhereTheHomeDirectoryIsFullForThatAccount() {
        String full = room("home", 100, 95, 0);

        assertThat(judge(full, null).found()).contains("has no room left: the disk is full");
        assertThat(judge(full, null).result()).isEqualTo(CheckResult.FAILED);
        assertThat(judge(Purpose.DEPLOYMENT, full, null).result()).isEqualTo(CheckResult.FAILED);
        assertThat(judge(full + "root=yes\n", null).result())
                .as("5 MiB are reserved for root")
                .isEqualTo(CheckResult.WARNING);
    }

    @Test
    void failsWhereNoInodeIsLeft() {
        String facts = room("home", 1000, 100, 900);

        assertThat(judge(facts + "home-inodes=tmpfs 1000 1000 0 100% /home\n", null)
                        .result())
                .isEqualTo(CheckResult.FAILED);
        assertThat(judge(facts + "home-inodes=tmpfs 1000 500 500 50% /home\n", null)
                        .result())
                .isEqualTo(CheckResult.WARNING);
        assertThat(judge(facts + "home-inodes=btrfs 0 0 0 - /home\n", null).result())
                .as("btrfs does not count them")
                .isEqualTo(CheckResult.OK);
    }

    @Test
    void warnsOfAnEngineWithLittleRoomThoughTheImageIsThere() {
        assertThat(judge(room("docker", 1000, 950, 0), null).result()).isEqualTo(CheckResult.WARNING);
    }

    @Test
    void saysNothingAgainstADiskThatCannotBeSeen() {
        assertThat(judge("docker-room=df: no such thing\n", IMAGE).result()).isEqualTo(CheckResult.OK);
    }
}
