package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Work trees whose bytes are not those of the commit, although git takes them for unchanged. */
class CheckoutConversionsTest {

    private static final Instant NOW = Instant.parse("2025-12-09T12:00:00Z");

    @TempDir
    private Path directory;

    private GitWorkspace workspace;

    @BeforeEach
    void checkOut() throws Exception {
        workspace = GitWorkspace.withSample(directory);
    }

    @Test
    void changeTheFingerprintAlsoWhereTheAttributesStandOutsideTheContext() throws Exception {
        SourceFingerprint plain = fingerprint();
        workspace.write(".gitattributes", "*.py text eol=crlf\n");
        workspace.commit("Order line ends");
        assertThat(source().changes()).containsExactly("app.py was checked out before its line ends were ordered");
        checkOutAgain("backend/app.py");

        assertThat(Files.readString(workspace.path("backend/app.py"))).endsWith("\r\n");
        assertThat(source().changes()).isEmpty();
        assertThat(source().conversions()).containsExactly("app.py: eol: crlf");
        assertThat(fingerprint()).isNotEqualTo(plain);
    }

    @Test
    void areNoneWhereAttributesLeaveBytesAsTheyAre() throws Exception {
        SourceFingerprint plain = fingerprint();
        workspace.write(".gitattributes", "* text=auto\n*.py text eol=lf\n*.png binary\n*.md -text diff=markdown\n");
        workspace.commit("Order what is so anyway");

        assertThat(source().conversions()).isEmpty();
        assertThat(fingerprint()).isEqualTo(plain);
    }

    @Test
    void areTheSameWhereverTheContextStands() throws Exception {
        workspace.write(".gitattributes", "*.py ident eol=crlf\n");
        workspace.commit("Order line ends");
        checkOutAgain("backend/app.py");
        SourceFingerprint before = fingerprint();
        workspace.git("mv", "backend", "moved");
        workspace.commit("Move");
        BuildRequest moved = Requests.of("moved", "moved/Dockerfile");

        assertThat(FingerprintCalculator.of(source(moved), moved, NOW)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"core.autocrlf, true", "core.eol, CRLF"})
    void ofTheAgentAloneAreNeverReused(String setting, String value) throws Exception {
        workspace.git("config", setting, value);

        assertThat(source().changes())
                .containsExactly("git on the agent is set to change line ends (%s)".formatted(setting));
    }

    @Test
    void areNotFeltWhereTheAgentOnlyChangesWhatIsCommitted() throws Exception {
        workspace.git("config", "core.autocrlf", "input");

        assertThat(source().isClean()).isTrue();
    }

    @Test
    void byAFilterThatTheAgentDoesNotHaveAreNeverReused() throws Exception {
        workspace.write(".gitattributes", "*.py filter=shout\n");
        workspace.commit("Order a filter");

        assertThat(source().changes())
                .containsExactly("files need the filter 'shout', which git on the agent does not have");
        workspace.git("config", "filter.shout.smudge", "cat");
        assertThat(source().isClean()).isTrue();
    }

    @Test
    void thatGitLfsDidNotMakeAreNamed() throws Exception {
        workspace.write(".gitattributes", "*.bin filter=lfs\n");
        workspace.git("config", "filter.lfs.smudge", "cat");
        workspace.write("backend/there.bin", "content");
        workspace.write("backend/not there.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n");
        workspace.commit("Add large files");

        assertThat(source().changes())
                .containsExactly("not there.bin is a pointer of git-lfs, its content was not fetched");
    }

    private void checkOutAgain(String path) throws Exception {
        Files.delete(workspace.path(path));
        workspace.git("checkout", "--quiet", "--", path);
    }

    private SourceFingerprint fingerprint() throws PromotionFailure, InterruptedException {
        return FingerprintCalculator.of(source(), Requests.backend(), NOW);
    }

    private SourceState source() throws PromotionFailure, InterruptedException {
        return source(Requests.backend());
    }

    private SourceState source(BuildRequest request) throws PromotionFailure, InterruptedException {
        CheckedBuild build = CheckedBuild.of(request);
        return new GitSource(workspace.runner()).read(build.context(), build.dockerfile());
    }
}
