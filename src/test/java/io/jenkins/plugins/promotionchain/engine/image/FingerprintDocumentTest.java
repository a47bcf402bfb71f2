package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/fingerprint.md tells its readers to run gives what it says. */
class FingerprintDocumentTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(?:sh)?\n(.*?)^```$");
    private static final Instant NOW = Instant.parse("2025-12-09T12:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void computesTheFingerprintOfItsExample() throws Exception {
        List<String> blocks = blocks();
        GitWorkspace workspace = GitWorkspace.without(directory);
        shell(workspace.runner(), blocks.get(0));

        String byHand = shell(workspace.runner(), blocks.get(1));

        BuildRequest request = Requests.with(Map.of("VERSION", "1.4"), Optional.empty(), List.of("linux/amd64"));
        assertThat(byHand).isEqualTo(blocks.get(2).strip());
        assertThat(FingerprintCalculator.of(source(workspace, request), request, NOW))
                .hasToString(byHand);
    }

    @Test
    void printsTheLinesThatConversionsAreHashedFrom() throws Exception {
        GitWorkspace workspace = GitWorkspace.withSample(directory);
        workspace.write("backend/ü.py", "x\n");
        workspace.write("backend/Z.py", "x\n");
        workspace.write(".gitattributes", "*.py ident eol=crlf\nDockerfile eol=lf\n");
        workspace.commit("Order line ends");

        String printed = shell(workspace.runnerIn("backend"), blocks().get(3));

        assertThat(printed.lines())
                .hasSize(6)
                .containsExactlyElementsOf(source(workspace, Requests.backend()).conversions());
    }

    private static SourceState source(GitWorkspace workspace, BuildRequest request) throws Exception {
        CheckedBuild build = CheckedBuild.of(request);
        return new GitSource(workspace.runner()).read(build.context(), build.dockerfile());
    }

    private static String shell(WorkspaceRunner runner, String script) throws Exception {
        return runner.runOrFail(Command.of("sh", "-ec", script), "Look at docs/fingerprint.md");
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(Files.readString(Path.of("docs/fingerprint.md")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
