package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a deployment does on a real server with a real docker engine. */
class DeploymentIT extends SandboxBackend {

    @Test
    void deploysThenChangesNothingThenReplaces() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef two = images().healthy("two");

        DeploymentOutcome first = deploy(one, Map.of("KEY", "v"));
        assertThat(first.changed()).isTrue();
        assertThat(first.previous()).isEmpty();
        String id = id();

        DeploymentOutcome second = deploy(one, Map.of("KEY", "v"));
        assertThat(second.changed()).isFalse();
        assertThat(id()).isEqualTo(id);

        DeploymentOutcome third = deploy(two, Map.of("KEY", "v"));
        assertThat(third.previous()).contains(one);
        assertThat(third.changes()).contains("container stories-backend started from " + two);

        DeploymentOutcome fourth = deploy(one, Map.of("KEY", "v"));
        assertThat(fourth.previous()).contains(two);
        assertThat(names()).containsExactlyInAnyOrder("stories-backend", keptName(one), keptName(two));
        assertThat(said("docker", "inspect", "--format", "{{.HostConfig.RestartPolicy.Name}}", keptName(two)))
                .isEqualTo("no");
    }

    @Test
    void leavesTheOldVersionServingWhenTheNewOneIsUnhealthyOrEnds() throws Exception {
        deploy(images().healthy("one"), Map.of("KEY", "v"));
        String id = id();

        assertThatThrownBy(() -> deploy(images().unhealthy(), Map.of("KEY", "v")))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("HTTP 404");
        assertThat(id()).isEqualTo(id);
        assertThat(String.join("\n", log)).contains("| no page today", "serves again and is healthy");
        log.clear();

        assertThatThrownBy(() -> deploy(images().exiting(), Map.of("KEY", "v")))
                .isInstanceOf(Unhealthy.class)
                .hasMessageContaining("stories-backend-candidate ended");
        assertThat(id()).isEqualTo(id);
        assertThat(names()).containsExactly("stories-backend");
        assertThat(String.join("\n", log)).contains("| KeyError: SECRET_KEY", "serves again and is healthy");
    }

    @Test
    void takesOverAContainerWithoutLabels() throws Exception {
        ImageRef one = images().healthy("one");
        deploy(one, Map.of("KEY", "v"));
        said("docker", "rm", "-f", NAME.value());
        said("docker", "run", "-d", "--name", NAME.value(), "-p", publish().toDocker(), one.toString());

        DeploymentOutcome outcome = deploy(one, Map.of("KEY", "v"));

        assertThat(outcome.changed()).isTrue();
        assertThat(outcome.previous()).contains(one);
    }

    @Test
    void doesNotTouchWhatServesWhenTheRegistryDoesNotHaveTheImage() throws Exception {
        ImageRef one = images().healthy("one");
        deploy(one, Map.of("KEY", "v"));
        String id = id();

        assertThatThrownBy(() -> deploy(
                        new ImageRef(one.repository(), ImageDigest.of("sha256:" + "0".repeat(64))), Map.of("KEY", "v")))
                .isInstanceOf(ImageMissing.class);
        assertThat(id()).isEqualTo(id);
    }

    @Test
    void saysWhenThePortIsTaken() throws Exception {
        ImageRef one = images().healthy("one");
        deploy(one, Map.of("KEY", "v"));
        said("docker", "rename", NAME.value(), "stories-stranger");

        assertThatThrownBy(() -> deploy(one, Map.of("KEY", "v")))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("the port is taken by something else");
        assertThat(names()).containsExactly("stories-stranger");
    }

    @Test
    void leavesAnEnvironmentFileAloneThatSomebodyElseWrote() throws Exception {
        said("sh", "-c", "mkdir -p stories && echo A=1 > stories/backend.env");

        assertThatThrownBy(() -> deploy(images().healthy("one"), Map.of("KEY", "v")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("stories/backend.env")
                .hasMessageContaining("was not written by Promotion Chain and is left alone");
        assertThat(said("cat", "stories/backend.env")).isEqualTo("A=1");
        assertThat(names()).isEmpty();

        deploy(images().healthy("one"), Map.of());
        assertThat(said("docker", "exec", NAME.value(), "sh", "-c", "echo $A")).isEqualTo("1");
    }

    @Test
    void handsEveryValueToTheContainerByteForByteAndToNobodyElse() throws Exception {
        deploy(images().healthy("one"), NASTY);

        String environment = said("docker", "exec", NAME.value(), "sh", "-c", "cat /proc/1/environ | od -An -v -tx1");
        Map<String, String> read = new TreeMap<>();
        for (String entry : fromHex(environment).split("\0")) {
            read.put(entry.substring(0, entry.indexOf('=')), entry.substring(entry.indexOf('=') + 1));
        }
        assertThat(read).containsAllEntriesOf(NASTY);
        assertThat(said("sh", "-c", "stat -c %a stories/*")).isEqualTo("600\n600");
    }

    @Test
    void showsNoSecretInAnyProcessList() throws Exception {
        String secret = "sentinel-7f3a9c";
        List<String> samples = Collections.synchronizedList(new ArrayList<>());
        Thread sampler = sampling(secret, samples);
        sampler.start();
        try {
            Map<String, String> values = Map.of("KEY", secret, "LINES", secret + "\nx");
            deploy(images().healthy("one"), values);
            migrate(images().healthy("one"), values, "true", Duration.ofMinutes(1));
        } finally {
            sampler.interrupt();
            sampler.join();
        }
        assertThat(samples).isEmpty();
        assertThat(String.join("\n", log)).doesNotContain(secret);
    }

    @Test
    void undoesACutOffRunOfAnotherImage() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef two = images().healthy("two");
        deploy(one, Map.of("KEY", "v"));
        String candidate = NAME + "-candidate";
        said("docker", "stop", NAME.value());
        said("docker", "run", "-d", "--name", candidate, "-p", publish().toDocker(), one.toString());

        DeploymentOutcome outcome = deploy(two, Map.of("KEY", "v"));

        assertThat(outcome.changes()).anyMatch(change -> change.contains("cut off had left repaired"));
        assertThat(names()).containsExactlyInAnyOrder("stories-backend", keptName(one));
    }

    @Test
    void takesTheNewVersionBackWhenStaticFilesCannotBeCollected() throws Exception {
        deploy(images().healthy("one"), Map.of("KEY", "v"));
        String id = id();

        ContainerRequest two = request(images().healthy("two"), Map.of("KEY", "v"));
        try (Workplace place = workplace(TransactionId.random())) {
            assertThatThrownBy(() -> new BackendDeployment(place, NginxInstallation.packaged())
                            .deploy(two, Optional.of("echo no disk; exit 4")))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("exit status 4");
        }
        assertThat(id()).isEqualTo(id);
    }

    private static Thread sampling(String secret, List<String> samples) {
        return new Thread(() -> {
            while (!Thread.interrupted()) {
                ProcessHandle.allProcesses()
                        .flatMap(process -> process.info().commandLine().stream())
                        .filter(line -> line.contains(secret))
                        .forEach(samples::add);
            }
        });
    }

    private static String fromHex(String hex) {
        return new String(HexFormat.of().parseHex(hex.replaceAll("\\s+", "")), StandardCharsets.UTF_8);
    }
}
