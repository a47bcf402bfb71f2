package io.jenkins.plugins.promotionchain.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerSessionTest {

    private static final RegistryLogin LOGIN = new RegistryLogin("127.0.0.1:5000", "ci", Sensitive.of("geheim"));
    private static final List<String> REMOVAL = List.of("rm", "-rf", "/tmp/promotion-chain-docker.abc");

    private final Place place = new Place();
    private final List<String> log = new ArrayList<>();
    private final DockerSession session = new DockerSession(place, log::add);

    @Test
    void worksWithADirectoryOfItsOwnAndRemovesIt() throws Exception {
        List<String> words = session.run(Optional.of(LOGIN), docker -> docker.push("127.0.0.1:5000/b:1"));

        assertThat(words).startsWith("docker", "--config", "/tmp/promotion-chain-docker.abc", "push");
        assertThat(place.ran.get(0)).startsWith("sh", "-c").endsWith("promotion-chain-docker.XXXXXXXXXX");
        assertThat(place.ran.subList(1, place.ran.size()))
                .containsExactly(
                        List.of(
                                "docker",
                                "--config",
                                "/tmp/promotion-chain-docker.abc",
                                "login",
                                "--username",
                                "ci",
                                "--password-stdin",
                                "127.0.0.1:5000"),
                        REMOVAL);
        assertThat(place.inputs).containsExactly("geheim");
        assertThat(log).isEmpty();
    }

    @Test
    void removesWhatAnAgentThatWasKilledHasLeftHalfADayAgo(@TempDir Path temporary) throws Exception {
        Path old = Files.createDirectory(temporary.resolve("promotion-chain-docker.old"));
        Files.writeString(old.resolve("config.json"), "a login");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(13))));
        Path recent = Files.createDirectory(temporary.resolve("promotion-chain-docker.recent"));
        LocalProcessRunner here = new LocalProcessRunner(temporary, Map.of("TMPDIR", temporary.toString()));

        assertThatThrownBy(() -> new DockerSession(here, log::add).run(Optional.of(LOGIN), docker -> "never"))
                .isInstanceOf(PromotionFailure.class);

        assertThat(temporary).isDirectoryNotContaining(path -> path.equals(old)).isDirectoryContaining(recent::equals);
    }

    @Test
    void usesTheAccountsOwnConfigurationWithoutALogin() throws Exception {
        List<String> words = session.run(Optional.empty(), docker -> docker.push("x:1"));

        assertThat(words).containsExactly("docker", "push", "x:1");
        assertThat(place.ran).isEmpty();
    }

    @Test
    void removesTheLoginWhenTheWorkFails() {
        assertThatThrownBy(() -> session.run(Optional.of(LOGIN), docker -> {
                    throw new BuildFailed("It failed", "Try again");
                }))
                .isInstanceOf(BuildFailed.class);
        assertThat(place.ran).endsWith(REMOVAL);
    }

    @Test
    void removesTheLoginWhenTheBuildIsAborted() {
        assertThatThrownBy(() -> session.run(Optional.of(LOGIN), docker -> {
                    Thread.currentThread().interrupt();
                    throw new InterruptedException();
                }))
                .isInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).as("the flag is set again").isTrue();
        assertThat(place.ran).endsWith(REMOVAL);
    }

    @Test
    void tellsWhoseLoginIsRefusedAndNotThePassword() {
        place.loginResult =
                new CommandResult(1, "", "Error response from daemon: login attempt failed: 401 Unauthorized\n");

        assertThatThrownBy(() -> session.run(Optional.of(LOGIN), docker -> "unreached"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("127.0.0.1:5000")
                .hasMessageContaining("'ci'")
                .hasMessageContaining("credential")
                .hasMessageNotContaining("geheim");
        assertThat(place.ran).endsWith(REMOVAL);
    }

    @Test
    void tellsWhyALoginIsNotPossible() {
        place.loginResult = new CommandResult(1, "", "Cannot connect to the Docker daemon\n");

        assertThatThrownBy(() -> session.run(Optional.of(LOGIN), docker -> "unreached"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("Cannot connect to the Docker daemon")
                .hasMessageContaining("Check that docker runs");
    }

    @Test
    void removesNothingWhenNoDirectoryWasNamed() {
        place.directory = "no such thing";

        assertThatThrownBy(() -> session.run(Optional.of(LOGIN), docker -> "unreached"))
                .isInstanceOf(CommandFailed.class);
        assertThat(place.ran).hasSize(1);
    }

    @Test
    void warnsWhenTheLoginCouldNotBeRemoved() throws Exception {
        place.removalStatus = 1;

        String result = session.run(Optional.of(LOGIN), docker -> "done");

        assertThat(result).isEqualTo("done");
        assertThat(log).singleElement().asString().contains("/tmp/promotion-chain-docker.abc", "by hand");
    }

    /** Answers as a machine would, and remembers what it was asked. */
    private static final class Place implements CommandRunner {

        private final List<List<String>> ran = new ArrayList<>();
        private final List<String> inputs = new ArrayList<>();
        private CommandResult loginResult = new CommandResult(0, "Login Succeeded\n", "");
        private String directory = "/tmp/promotion-chain-docker.abc";
        private int removalStatus;

        @Override
        public String place() {
            return "the agent";
        }

        @Override
        public CommandResult run(Command command, Log live) throws InterruptedException {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            ran.add(command.words());
            command.input().map(Sensitive::reveal).ifPresent(inputs::add);
            return switch (command.words().get(0)) {
                case "sh" ->
                    command.words().get(2).contains("mktemp")
                            ? new CommandResult(0, directory + "\n", "")
                            : new CommandResult(removalStatus, "", "not permitted");
                case "docker" -> loginResult;
                default -> new CommandResult(removalStatus, "", "not permitted");
            };
        }
    }
}
