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

/** Symbolic links and submodules in a build context and on the way to it. */
class FingerprintLinksTest {

    private static final Instant NOW = Instant.parse("2025-12-09T12:00:00Z");

    @TempDir
    private Path directory;

    private GitWorkspace workspace;

    @BeforeEach
    void checkOut() throws Exception {
        workspace = GitWorkspace.withSample(directory);
    }

    @Test
    void followsALinkedContextAndItsDockerfile() throws Exception {
        link("linked", "backend");
        link("deep/er", "../linked");
        workspace.commit("Link");
        BuildRequest request = Requests.of("deep/er", "deep/er/Dockerfile");

        assertThat(source(request).changes()).isEmpty();
        assertThat(fingerprint(request)).isEqualTo(fingerprint(Requests.backend()));
    }

    @Test
    void followsALinkedDockerfileAndTheIgnoreFileBesideIt() throws Exception {
        workspace.write("docker/ignore", "*.md\n");
        link("frontend/Dockerfile", "../docker/frontend.Dockerfile");
        link("frontend/Dockerfile.dockerignore", "../docker/ignore");
        workspace.commit("Link");
        BuildRequest request = Requests.of("frontend", "frontend/Dockerfile");
        SourceState before = source(request);

        assertThat(before.isClean()).isTrue();
        assertThat(before.dockerfile()).contains(workspace.git("rev-parse", "HEAD:docker/frontend.Dockerfile"));
        assertThat(before.dockerignore()).contains(workspace.git("rev-parse", "HEAD:docker/ignore"));
        SourceFingerprint fingerprint = fingerprint(request);
        workspace.write("docker/frontend.Dockerfile", "FROM scratch\nCOPY index.html /other\n");
        assertThat(source(request).changes()).containsExactly(" M docker/frontend.Dockerfile");
        workspace.commit("Change what the link leads to");
        assertThat(fingerprint(request)).isNotEqualTo(fingerprint);
    }

    @Test
    void seesThatALinkOnTheWayWasTurned() throws Exception {
        link("linked", "backend");
        workspace.commit("Link");
        Files.delete(workspace.path("linked"));
        link("linked", "frontend");

        assertThat(source(Requests.of("linked", "backend/Dockerfile")).changes())
                .containsExactly(" M linked");
    }

    @Test
    void countsALinkInTheContextAsItIs() throws Exception {
        SourceFingerprint without = fingerprint(Requests.backend());
        link("backend/current", "app.py");
        workspace.commit("Link");
        SourceFingerprint first = fingerprint(Requests.backend());
        Files.delete(workspace.path("backend/current"));
        link("backend/current", "/etc/hosts");
        workspace.commit("Turn the link");

        assertThat(source(Requests.backend()).isClean()).isTrue();
        assertThat(fingerprint(Requests.backend())).isNotIn(without, first);
    }

    @ParameterizedTest
    @CsvSource({
        "linked, /srv, linked, backend/Dockerfile, linked is a symbolic link that leads out of the workspace",
        "linked, ../elsewhere, linked, backend/Dockerfile, linked is a symbolic link that leads out of the workspace",
        "linked, linked, backend, linked, linked leads through more than 40 symbolic links",
        "backend/.dockerignore, ../.gitignore, backend, backend/Dockerfile, backend/.dockerignore is a symbolic link that leads out of the context"
    })
    void isNeverReusedWhereTheCommitDoesNotTellTheContent(
            String link, String target, String context, String dockerfile, String reason) throws Exception {
        link(link, target);
        workspace.commit("Link");

        assertThat(source(Requests.of(context, dockerfile)).changes()).containsExactly(reason);
    }

    @Test
    void takesALinkedIgnoreFileWithinTheContext() throws Exception {
        workspace.write("backend/build/ignored", "*.md\n");
        link("backend/.dockerignore", "build/ignored");
        workspace.commit("Link");

        assertThat(source(Requests.backend()).isClean()).isTrue();
    }

    @Test
    void isNeverReusedForAContextInASubmodule(@TempDir Path elsewhere) throws Exception {
        workspace.addSubmodule(GitWorkspace.withSample(elsewhere), "lib");

        assertThat(source(Requests.of("lib", "backend/Dockerfile")).changes())
                .containsExactly("lib is a submodule, so this commit does not have its files");
        assertThat(source(Requests.of("lib/backend", "lib/backend/Dockerfile")).changes())
                .containsExactly("lib is a submodule, so this commit does not have its files");
    }

    @Test
    void changesWithTheCommitOfASubmoduleInTheContext(@TempDir Path elsewhere) throws Exception {
        GitWorkspace library = GitWorkspace.withSample(elsewhere);
        workspace.addSubmodule(library, "backend/lib");
        SourceFingerprint before = fingerprint(Requests.backend());
        GitWorkspace module = GitWorkspace.without(workspace.path("backend/lib"));
        module.write("more", "x");
        assertThat(source(Requests.backend()).isClean()).as("untracked file").isFalse();
        module.commit("Add more");
        assertThat(source(Requests.backend()).isClean()).as("other commit").isFalse();
        workspace.commit("Take the new library");

        assertThat(source(Requests.backend()).isClean()).isTrue();
        assertThat(fingerprint(Requests.backend())).isNotEqualTo(before);
    }

    @Test
    void changesWithAnExecutableBitAlsoWhereGitIsToldNotToLook() throws Exception {
        SourceFingerprint before = fingerprint(Requests.backend());
        workspace.git("config", "core.fileMode", "false");
        assertThat(workspace.path("backend/app.py").toFile().setExecutable(true))
                .isTrue();

        assertThat(source(Requests.backend()).changes()).containsExactly(" M backend/app.py");
        workspace.git("update-index", "--chmod=+x", "backend/app.py");
        workspace.git("commit", "--quiet", "--message", "Make it executable");
        assertThat(fingerprint(Requests.backend())).isNotEqualTo(before);
    }

    private void link(String path, String target) throws Exception {
        Files.createDirectories(workspace.path(path).getParent());
        Files.createSymbolicLink(workspace.path(path), Path.of(target));
    }

    private SourceFingerprint fingerprint(BuildRequest request) throws PromotionFailure, InterruptedException {
        return FingerprintCalculator.of(source(request), request, NOW);
    }

    private SourceState source(BuildRequest request) throws PromotionFailure, InterruptedException {
        CheckedBuild build = CheckedBuild.of(request);
        return new GitSource(workspace.runner()).read(build.context(), build.dockerfile());
    }
}
