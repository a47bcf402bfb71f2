package io.jenkins.plugins.promotionchain.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ContainerInspectionTest {

    private static final String HEX = "b".repeat(64);

    /** Shortened from what Docker 20.10.24 prints. */
    private static final String RUNNING =
            """
            [{"Id":"4f1c","Created":"2025-12-01T10:00:00.1Z","Name":"/pm-backend","RestartCount":2,
              "State":{"Status":"running","Running":true,"Paused":false,"Restarting":false,"OOMKilled":false,"Dead":false,
                "Pid":4711,"ExitCode":0,"Error":"","StartedAt":"2025-12-01T10:00:01.123456789Z",
                "FinishedAt":"0001-01-01T00:00:00Z"},
              "Image":"sha256:%1$s",
              "HostConfig":{"PortBindings":{"8000/tcp":[{"HostIp":"127.0.0.1","HostPort":"18000"}],
                "9000/tcp":[{"HostIp":"","HostPort":"9000"}],"9001/tcp":null}},
              "Mounts":[{"Type":"bind","Source":"/srv/media","Destination":"/app/media","Mode":"","RW":true}],
              "Config":{"Image":"127.0.0.1:5000/b@sha256:%2$s","Env":["SECRET_KEY=geheim"],
                "Labels":{"io.jenkins.promotionchain.digest":"sha256:%2$s","other":"x"}},
              "NetworkSettings":{}}]
            """
                    .formatted("c".repeat(64), HEX);

    @Test
    void readsARunningContainer() {
        ContainerInspection container = ContainerInspection.parse(RUNNING);

        assertThat(container.name()).isEqualTo("pm-backend");
        assertThat(container.running()).isTrue();
        assertThat(container.restartCount()).isEqualTo(2);
        assertThat(container.digest()).contains(ImageDigest.of("sha256:" + HEX));
        assertThat(container.startedAt()).contains(Instant.parse("2025-12-01T10:00:01.123456789Z"));
        assertThat(container.labels()).containsEntry("other", "x");
        assertThat(container.mounts())
                .containsExactly(new ContainerInspection.Mount("bind", "/srv/media", "/app/media", true));
        assertThat(container.ports())
                .containsExactly(
                        new ContainerInspection.BoundPort("8000/tcp", "127.0.0.1", 18000),
                        new ContainerInspection.BoundPort("9000/tcp", "0.0.0.0", 9000));
    }

    @Test
    void keepsTheEnvironmentToItself() {
        assertThat(ContainerInspection.parse(RUNNING).toString()).doesNotContain("geheim");
    }

    @Test
    void readsOneThatWasKilledForWantOfMemory() {
        ContainerInspection container = ContainerInspection.parse(
                """
                [{"Id":"1","Name":"/x","State":{"Status":"exited","Running":false,"OOMKilled":true,"ExitCode":137,
                  "StartedAt":"0001-01-01T00:00:00Z"},"Image":"sha256:1","HostConfig":{"PortBindings":null},
                  "Config":{"Image":"sample:latest","Labels":null}}]
                """);

        assertThat(container.outOfMemory()).isTrue();
        assertThat(container.exitCode()).isEqualTo(137);
        assertThat(container.startedAt()).isEmpty();
        assertThat(container.digest()).isEmpty();
        assertThat(container.ports()).isEmpty();
    }

    @Test
    void takesTheDigestFromTheNameWhereNoLabelTellsIt() {
        ContainerInspection container =
                ContainerInspection.parse(RUNNING.replace("io.jenkins.promotionchain.digest", "another"));

        assertThat(container.digest()).contains(ImageDigest.of("sha256:" + HEX));
    }

    @Test
    void refusesWhatIsNoReport() {
        assertThatThrownBy(() -> ContainerInspection.parse("[]")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContainerInspection.parse("motd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsUnderWhichReferencesAnImageIsKnown() {
        ImageInspection image = ImageInspection.parse(
                """
                [{"Id":"sha256:1","RepoDigests":["127.0.0.1:5000/b@sha256:%1$s","library/b@sha256:%1$s","b@sha256:%1$s"],
                  "Size":1234}]
                """
                        .formatted(HEX));

        assertThat(image.bytes()).isEqualTo(1234);
        assertThat(image.references()).extracting(Object::toString).containsExactly("127.0.0.1:5000/b@sha256:" + HEX);
    }
}
