package io.jenkins.plugins.promotionchain.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DockerCommandsTest {

    private static final String DIGEST = "sha256:" + "a".repeat(64);
    private static final ImageRef IMAGE = ImageRef.parse("127.0.0.1:5000/projectmeats-backend@" + DIGEST);
    private static final ContainerName BACKEND = ContainerName.of("pm-backend");

    private final DockerCommands docker = DockerCommands.plain();

    @Test
    void buildsWithEverything() {
        List<String> words = docker.build()
                .file("backend/Dockerfile")
                .tag("127.0.0.1:5000/b:1")
                .tag("127.0.0.1:5000/b:2")
                .target(Optional.of("runtime"))
                .platforms(List.of("linux/amd64"))
                .arguments(Map.of("Z", "last", "A", "first one"))
                .labels(Map.of("b", "2", "a", "1"))
                .pullBaseImages()
                .words("backend");

        assertThat(words)
                .containsExactly(
                        "docker",
                        "build",
                        "--file",
                        "backend/Dockerfile",
                        "--tag",
                        "127.0.0.1:5000/b:1",
                        "--tag",
                        "127.0.0.1:5000/b:2",
                        "--target",
                        "runtime",
                        "--platform",
                        "linux/amd64",
                        "--build-arg",
                        "A=first one",
                        "--build-arg",
                        "Z=last",
                        "--label",
                        "a=1",
                        "--label",
                        "b=2",
                        "--pull",
                        "backend");
    }

    @Test
    void namesNoPlatformAndNoTargetUnlessAsked() {
        assertThat(docker.build()
                        .file("Dockerfile")
                        .target(Optional.empty())
                        .platforms(List.of())
                        .words("."))
                .containsExactly("docker", "build", "--file", "Dockerfile", ".");
    }

    @Test
    void runsAServiceInTheBackground() {
        List<String> words = docker.run(IMAGE)
                .detached()
                .neverPull()
                .init()
                .name(BACKEND)
                .restart("unless-stopped")
                .publish(new PublishedPort(Optional.of(HostAddress.of("127.0.0.1")), new Port(8000), new Port(80)))
                .envFile("/home/django/backend.env")
                .volume("/srv/media:/app/media")
                .labels(Map.of("x", "1"))
                .log("json-file", Map.of("max-size", "10m", "max-file", "3"))
                .words();

        assertThat(words)
                .containsExactly(
                        "docker",
                        "run",
                        "--detach",
                        "--pull",
                        "never",
                        "--init",
                        "--name",
                        "pm-backend",
                        "--restart",
                        "unless-stopped",
                        "--publish",
                        "127.0.0.1:8000:80",
                        "--env-file",
                        "/home/django/backend.env",
                        "--volume",
                        "/srv/media:/app/media",
                        "--label",
                        "x=1",
                        "--log-driver",
                        "json-file",
                        "--log-opt",
                        "max-file=3",
                        "--log-opt",
                        "max-size=10m",
                        IMAGE.toString());
    }

    @Test
    void runsACommandInAThrowAwayContainer() {
        List<String> words = docker.run(IMAGE)
                .throwAway()
                .interactive()
                .env("DATABASE_URL")
                .network("host")
                .user("1000:1000")
                .entrypoint("python")
                .workDirectory("/app")
                .words("manage.py", "migrate");

        assertThat(words)
                .containsExactly(
                        "docker",
                        "run",
                        "--rm",
                        "--interactive",
                        "--env",
                        "DATABASE_URL",
                        "--network",
                        "host",
                        "--user",
                        "1000:1000",
                        "--entrypoint",
                        "python",
                        "--workdir",
                        "/app",
                        IMAGE.toString(),
                        "manage.py",
                        "migrate");
    }

    @Test
    void takesNoValueOfAVariableOnTheCommandLine() {
        RunCommand run = docker.run(IMAGE);

        assertThatThrownBy(() -> run.env("PASSWORD=geheim"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("geheim");
    }

    @Test
    void namesTheConfigurationDirectoryBeforeTheCommand() {
        DockerCommands loggedIn = DockerCommands.withConfig("/tmp/d");

        assertThat(loggedIn.pull(IMAGE)).containsExactly("docker", "--config", "/tmp/d", "pull", IMAGE.toString());
        assertThat(loggedIn.push("127.0.0.1:5000/b:1"))
                .containsExactly("docker", "--config", "/tmp/d", "push", "127.0.0.1:5000/b:1");
        assertThat(loggedIn.logout("127.0.0.1:5000"))
                .containsExactly("docker", "--config", "/tmp/d", "logout", "127.0.0.1:5000");
    }

    @Test
    void logsInWithoutThePassword() {
        RegistryLogin login = new RegistryLogin("127.0.0.1:5000", "ci", Sensitive.of("geheim"));

        assertThat(docker.login(login))
                .containsExactly("docker", "login", "--username", "ci", "--password-stdin", "127.0.0.1:5000");
    }

    @Test
    void handlesContainersByName() {
        assertThat(docker.inspect(BACKEND)).containsExactly("docker", "container", "inspect", "pm-backend");
        assertThat(docker.logs(BACKEND, 50)).containsExactly("docker", "logs", "--tail", "50", "pm-backend");
        assertThat(docker.stop(BACKEND, Duration.ofSeconds(15)))
                .containsExactly("docker", "stop", "-t", "15", "pm-backend");
        assertThat(docker.start(BACKEND)).containsExactly("docker", "start", "pm-backend");
        assertThat(docker.restart(BACKEND)).containsExactly("docker", "restart", "pm-backend");
        assertThat(docker.rename(BACKEND, ContainerName.of("pm-backend-old")))
                .containsExactly("docker", "rename", "pm-backend", "pm-backend-old");
        assertThat(docker.remove(BACKEND)).containsExactly("docker", "rm", "--volumes", "pm-backend");
        assertThat(docker.removeForcibly(BACKEND))
                .containsExactly("docker", "rm", "--force", "--volumes", "pm-backend");
        assertThat(docker.exec(BACKEND, List.of("cat", "/a b")))
                .containsExactly("docker", "exec", "pm-backend", "cat", "/a b");
    }

    @Test
    void findsContainersByOurLabels() {
        DeploymentTarget target = new DeploymentTarget(
                ApplicationName.of("projectmeats"), EnvironmentName.of("dev"), ComponentName.of("backend"));

        assertThat(docker.namesByLabels(ContainerLabels.identifying(target)))
                .containsExactly(
                        "docker",
                        "ps",
                        "--all",
                        "--no-trunc",
                        "--filter",
                        "label=io.jenkins.promotionchain.application=projectmeats",
                        "--filter",
                        "label=io.jenkins.promotionchain.component=backend",
                        "--filter",
                        "label=io.jenkins.promotionchain.environment=dev",
                        "--format",
                        "{{.Names}}");
    }

    @Test
    void handlesImages() {
        assertThat(docker.inspectImage(IMAGE.toString()))
                .containsExactly("docker", "image", "inspect", IMAGE.toString());
        assertThat(docker.tag("a:1", "b:2")).containsExactly("docker", "tag", "a:1", "b:2");
        assertThat(docker.removeImage("a:1")).containsExactly("docker", "image", "rm", "a:1");
        assertThat(docker.imagesOf("127.0.0.1:5000/b"))
                .containsExactly(
                        "docker",
                        "images",
                        "--digests",
                        "--no-trunc",
                        "--format",
                        "{{.ID}} {{.Digest}}",
                        "127.0.0.1:5000/b");
        assertThat(docker.pruneUnnamedImages(Map.of("k", "v")))
                .containsExactly("docker", "image", "prune", "--force", "--filter", "label=k=v");
        assertThat(docker.version())
                .containsExactly("docker", "version", "--format", "{{.Client.Version}} {{.Server.Version}}");
    }
}
