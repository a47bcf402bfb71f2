package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work trees that are not what was committed, or only a part of it. */
class WorkTreeChangesTest {

    private static final Instant NOW = Instant.parse("2025-12-09T12:00:00Z");

    @TempDir
    private Path directory;

    private GitWorkspace workspace;

    @BeforeEach
    void checkOut() throws Exception {
        workspace = GitWorkspace.withSample(directory);
    }

    @Test
    void isNeverReusedForFilesThatASparseCheckoutLeftOutOrGitWasToldToOverlook() throws Exception {
        workspace.git("update-index", "--assume-unchanged", "backend/app.py");
        assertThat(source(Requests.backend()).changes())
                .containsExactly("h backend/app.py (git is told to assume it unchanged)");
        workspace.git("update-index", "--no-assume-unchanged", "backend/app.py");
        assertThat(source(Requests.backend()).isClean()).isTrue();

        workspace.git("sparse-checkout", "set", "--no-cone", "/*", "!/backend/app.py");
        assertThat(source(Requests.backend()).changes())
                .containsExactly("S backend/app.py (left out by a sparse checkout)");
    }

    @Test
    void isNeverReusedForASubmoduleThatWasNotCheckedOut(@TempDir Path elsewhere) throws Exception {
        workspace.addSubmodule(GitWorkspace.withSample(elsewhere), "backend/lib");
        assertThat(source(Requests.backend()).isClean()).isTrue();
        String commit = workspace.git("rev-parse", "HEAD:backend/lib");

        workspace.git("submodule", "--quiet", "deinit", "--force", "backend/lib");

        assertThat(source(Requests.backend()).changes())
                .containsExactly("-" + commit + " backend/lib (submodule that is not checked out as committed)");
    }

    @Test
    void takesHiddenChangesInASubmoduleForDirty(@TempDir Path elsewhere) throws Exception {
        workspace.addSubmodule(GitWorkspace.withSample(elsewhere), "backend/lib");
        workspace.git("-C", "backend/lib", "update-index", "--assume-unchanged", "backend/app.py");

        assertThat(source(Requests.backend()).changes())
                .containsExactly("h backend/lib/backend/app.py (git is told to assume it unchanged)");
    }

    @Test
    void isTheSameInAShallowAndInASparseCheckout(@TempDir Path elsewhere) throws Exception {
        workspace.write("backend/app.py", "print('second')\n");
        workspace.commit("Go on");
        GitWorkspace shallow = GitWorkspace.without(elsewhere);
        String source = workspace.path(".").toUri().toString();
        shallow.git("clone", "--quiet", "--depth", "1", "--sparse", source, ".");
        shallow.git("sparse-checkout", "set", "backend");

        assertThat(shallow.git("rev-list", "--count", "HEAD")).isEqualTo("1");
        assertThat(Files.exists(shallow.path("frontend"))).isFalse();
        assertThat(read(shallow, Requests.backend()).changes()).isEmpty();
        assertThat(FingerprintCalculator.of(read(shallow, Requests.backend()), Requests.backend(), NOW))
                .isEqualTo(fingerprint(Requests.backend()));
    }

    @Test
    void takesModifiedDeletedAndUntrackedFilesForDirty() throws Exception {
        workspace.write("backend/app.py", "print('modified')\n");
        assertThat(source(Requests.backend()).changes()).containsExactly(" M backend/app.py");
        Files.delete(workspace.path("backend/app.py"));
        assertThat(source(Requests.backend()).changes()).containsExactly(" D backend/app.py");
        workspace.git("checkout", "--quiet", "backend/app.py");
        assertThat(source(Requests.backend()).isClean()).isTrue();
        workspace.write("backend/settings/local.py", "DEBUG = True\n");
        assertThat(source(Requests.backend()).changes()).containsExactly("?? backend/settings/local.py");
        workspace.git("add", "backend/settings/local.py");
        assertThat(source(Requests.backend()).changes()).as("staged").containsExactly("A  backend/settings/local.py");
    }

    @Test
    void takesAContextOrDockerfileThatGitIgnoresForDirty() throws Exception {
        workspace.write("backend/extra.pyc", "FROM scratch\n");
        SourceState source = source(Requests.of("backend", "backend/extra.pyc"));

        assertThat(source.changes()).isEmpty();
        assertThat(source.isClean()).isFalse();
    }

    @Test
    void staysCleanWithFilesThatGitIgnoresAndCountsThem() throws Exception {
        workspace.write("backend/app.pyc", "compiled");
        workspace.write("frontend/app.pyc", "compiled");

        assertThat(source(Requests.backend()).isClean()).isTrue();
        assertThat(new GitSource(workspace.runner()).ignoredBelow(SourcePath.of("context", "backend")))
                .isEqualTo(1);
    }

    private SourceFingerprint fingerprint(BuildRequest request) throws PromotionFailure, InterruptedException {
        return FingerprintCalculator.of(source(request), request, NOW);
    }

    private SourceState source(BuildRequest request) throws PromotionFailure, InterruptedException {
        return read(workspace, request);
    }

    private static SourceState read(GitWorkspace workspace, BuildRequest request)
            throws PromotionFailure, InterruptedException {
        CheckedBuild build = CheckedBuild.of(request);
        return new GitSource(workspace.runner()).read(build.context(), build.dockerfile());
    }
}
