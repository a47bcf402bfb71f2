package io.jenkins.plugins.promotionchain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The source repository that {@code rehearse} makes of the sample. */
@Timeout(60)
class RehearseSourceTest {

    @TempDir
    Path directory;

    private RehearseCopy rehearse;
    private Path source;
    private Path page;

    @BeforeEach
    void copy() throws Exception {
        rehearse = RehearseCopy.below(directory);
        source = rehearse.scripts().data().resolve("source");
        page = rehearse.root().resolve("sandbox/sample/frontend/index.html");
    }

    @Test
    void isMadeOnceForTheBranchesOfAChain() throws Exception {
        run();
        List<String> commits = commits();

        run();

        assertThat(commits()).isEqualTo(commits).hasSize(4);
        assertThat(git("branch", "--format=%(refname:short)")).contains("development", "main", "uat");
    }

    @Test
    void isMadeAgainWhenItsMakingWasCutOff() throws Exception {
        Files.createDirectories(source);
        git("init", "-q", "-b", "main");
        Files.writeString(source.resolve("half"), "x");

        run();

        assertThat(commits()).hasSize(4);
        assertThat(source.resolve("half")).doesNotExist();
    }

    @Test
    void followsTheSample() throws Exception {
        run();
        Files.writeString(page, "another page");

        assertThat(run()).contains("the sample has changed: making");

        assertThat(git("show", "main:frontend/index.html")).isEqualTo("another page");
    }

    @Test
    void keepsACommitOfTheUsersAndSaysSo() throws Exception {
        run();
        commit("--allow-empty", "-m", "Mine");
        assertThat(afterAChange()).contains("work of your own and is left as it is");

        assertThat(git("log", "--all", "--format=%s")).contains("Mine");
    }

    @Test
    void keepsAnAmendedCommit() throws Exception {
        run();
        commit("--amend", "-m", "Mine");

        assertThat(afterAChange()).contains("work of your own");
        assertThat(git("log", "--all", "--format=%s")).contains("Mine");
    }

    @Test
    void keepsWhatIsNotCommitted() throws Exception {
        run();
        Files.writeString(source.resolve("mine"), "x");

        assertThat(afterAChange()).contains("work of your own");
        assertThat(source.resolve("mine")).exists();
    }

    @Test
    void aWholeRehearsalBeginsAnewAndPutsTheUsersWorkAside() throws Exception {
        run();
        Files.writeString(source.resolve("mine"), "x");

        Scripts.Ended ended = rehearse.command("");

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(source.resolve("mine")).doesNotExist();
        try (Stream<Path> kept = Files.list(rehearse.scripts().data())) {
            assertThat(kept.filter(file -> file.getFileName().toString().startsWith("source-kept-")))
                    .singleElement()
                    .satisfies(file -> assertThat(file.resolve("mine")).exists());
        }
    }

    @Test
    void runsThatBeginTogetherMakeItOnce() throws Exception {
        List<Process> runs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            runs.add(rehearse.start("run", "--branch", "main"));
        }
        for (Process each : runs) {
            String output = new String(each.getInputStream().readAllBytes());
            assertThat(each.waitFor()).as(output).isZero();
        }

        assertThat(commits()).hasSize(4);
    }

    private String afterAChange() throws Exception {
        Files.writeString(page, "another page");
        return run();
    }

    private String run() throws Exception {
        Scripts.Ended ended = rehearse.command("run --branch main");
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended.output();
    }

    private List<String> commits() throws Exception {
        return git("rev-list", "--all").lines().toList();
    }

    private void commit(String... arguments) throws Exception {
        List<String> all =
                new ArrayList<>(List.of("-c", "user.name=Me", "-c", "user.email=me@example.invalid", "commit", "-q"));
        Collections.addAll(all, arguments);
        git(all.toArray(String[]::new));
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", source.toString()));
        Collections.addAll(command, arguments);
        Scripts.Ended ended = rehearse.scripts().run(command.toArray(String[]::new));
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended.output();
    }
}
