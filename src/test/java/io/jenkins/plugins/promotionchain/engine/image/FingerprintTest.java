package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fingerprint of real work trees. */
class FingerprintTest {

    private static final Instant NOW = Instant.parse("2025-12-09T12:00:00Z");

    @TempDir
    private Path directory;

    private GitWorkspace workspace;

    @BeforeEach
    void checkOut() throws Exception {
        workspace = GitWorkspace.withSample(directory);
    }

    @Test
    void isComputedFromTheDocumentedText() throws Exception {
        BuildRequest request = Requests.with(
                Map.of("B", "2", "A", "hello"), Optional.of("runtime"), List.of("linux/arm64", "linux/amd64"));

        assertThat(FingerprintCalculator.canonicalText(source(request), request, List.of(), NOW))
                .isEqualTo(
                        """
                        promotion-chain-fingerprint/1
                        context %s
                        dockerfile %s
                        dockerignore -
                        target runtime
                        platform linux/amd64
                        platform linux/arm64
                        build-arg A 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824
                        build-arg B d4735e3a265e16eee03f59718b9b5d03019c07d8b6c51f90da3a666eec13ab35
                        """
                                .formatted(
                                        workspace.git("rev-parse", "HEAD:backend"),
                                        workspace.git("rev-parse", "HEAD:backend/Dockerfile")));
    }

    @Test
    void isTheSameForTheSameContentUnderAnotherCommit() throws Exception {
        SourceFingerprint before = fingerprint(Requests.backend());
        workspace.git("checkout", "--quiet", "--orphan", "uat");
        workspace.commit("Squash all that development did");

        assertThat(workspace.git("rev-list", "--count", "HEAD")).isEqualTo("1");
        assertThat(fingerprint(Requests.backend())).isEqualTo(before);
    }

    @Test
    void doesNotChangeWithFilesOutsideTheContext() throws Exception {
        SourceFingerprint before = fingerprint(Requests.backend());
        workspace.write("frontend/index.html", "<p>changed</p>\n");
        assertThat(fingerprint(Requests.backend())).as("not committed").isEqualTo(before);
        workspace.commit("Change the frontend");

        assertThat(fingerprint(Requests.backend())).isEqualTo(before);
        assertThat(fingerprint(Requests.of(".", "backend/Dockerfile"))).isNotEqualTo(before);
    }

    @Test
    void changesWithTheContextTheDockerfileTheTargetTheArgumentsAndThePlatforms() throws Exception {
        SourceFingerprint plain = fingerprint(Requests.backend());
        SourceFingerprint argument = fingerprint(Requests.with(Map.of("A", "1"), Optional.empty(), List.of()));
        SourceFingerprint otherArgument = fingerprint(Requests.with(Map.of("A", "2"), Optional.empty(), List.of()));
        SourceFingerprint target = fingerprint(Requests.with(Map.of(), Optional.of("x"), List.of()));
        SourceFingerprint platform = fingerprint(Requests.with(Map.of(), Optional.empty(), List.of("linux/amd64")));
        workspace.write("backend/app.py", "print('changed')\n");
        workspace.commit("Change the backend");
        SourceFingerprint content = fingerprint(Requests.backend());

        assertThat(List.of(plain, argument, otherArgument, target, platform, content))
                .doesNotHaveDuplicates();
    }

    @Test
    void countsADockerfileOutsideTheContext() throws Exception {
        BuildRequest request = Requests.of("frontend", "docker/frontend.Dockerfile");
        SourceFingerprint before = fingerprint(request);
        assertThat(source(request).isClean()).isTrue();

        workspace.write("docker/frontend.Dockerfile", "FROM scratch\nCOPY index.html /other\n");
        assertThat(source(request).changes()).containsExactly(" M docker/frontend.Dockerfile");
        workspace.commit("Change the Dockerfile only");

        assertThat(source(request).isClean()).isTrue();
        assertThat(fingerprint(request)).isNotEqualTo(before);
    }

    @Test
    void countsTheIgnoreFileThatBelongsToADockerfile() throws Exception {
        BuildRequest request = Requests.of("frontend", "docker/frontend.Dockerfile");
        SourceFingerprint before = fingerprint(request);
        workspace.write("docker/frontend.Dockerfile.dockerignore", "*.md\n");
        assertThat(source(request).isClean()).isFalse();
        workspace.commit("Ignore what docker need not see");

        assertThat(fingerprint(request)).isNotEqualTo(before);
    }

    @Test
    void worksInADirectoryBelowTheTopOfTheWorkTree() throws Exception {
        BuildRequest request = Requests.of(".", "Dockerfile");
        SourceState below = new GitSource(workspace.runnerIn("backend"))
                .read(SourcePath.of("context", "."), SourcePath.of("dockerfile", "Dockerfile"));

        assertThat(FingerprintCalculator.of(below, request, NOW)).isEqualTo(fingerprint(Requests.backend()));
    }

    @Test
    void takesASubmoduleThatNobodyCanCheckOutForDirty() throws Exception {
        String commit = workspace.git("rev-parse", "HEAD");
        workspace.git("update-index", "--add", "--cacheinfo", "160000," + commit + ",backend/lib");
        workspace.git("commit", "--quiet", "--message", "Add a work tree by mistake");
        Files.createDirectory(workspace.path("backend/lib"));

        assertThat(source(Requests.backend()).changes())
                .singleElement()
                .asString()
                .contains("submodules", "backend/lib");
    }

    @Test
    void tellsComponentsOfOneContextApartByDockerfileAndTarget() throws Exception {
        workspace.write("backend/worker.Dockerfile", "FROM scratch\nCOPY app.py /worker.py\n");
        workspace.commit("Add a worker");

        assertThat(List.of(
                        fingerprint(Requests.backend()),
                        fingerprint(Requests.of("backend", "backend/worker.Dockerfile")),
                        fingerprint(Requests.with(Map.of(), Optional.of("worker"), List.of()))))
                .doesNotHaveDuplicates();
    }

    @Test
    void neverGivesADirtySourceTheSameFingerprintTwice() throws Exception {
        SourceFingerprint clean = fingerprint(Requests.backend());
        workspace.write("backend/app.py", "print('modified')\n");
        SourceState dirty = source(Requests.backend());

        SourceFingerprint first = FingerprintCalculator.of(dirty, Requests.backend(), NOW);
        SourceFingerprint second = FingerprintCalculator.of(dirty, Requests.backend(), NOW.plusMillis(1));

        assertThat(List.of(clean, first, second)).doesNotHaveDuplicates();
    }

    @Test
    void tellsCommitVersionAndRemoteWithoutItsPassword() throws Exception {
        workspace.git("tag", "v1.2");
        workspace.git("remote", "add", "origin", "https://ci:geheim@git.example.com/team/app.git");

        SourceState source = source(Requests.backend());

        assertThat(source.commit()).isEqualTo(workspace.git("rev-parse", "HEAD"));
        assertThat(source.version()).isEqualTo("v1.2");
        assertThat(source.remote()).contains("https://git.example.com/team/app.git");
    }

    @Test
    void tellsNoRemoteWhosePasswordMayBeAnywhere() throws Exception {
        workspace.git("remote", "add", "origin", "ext::fetch -u ci:geheim git.example.com");

        assertThat(source(Requests.backend()).remote()).isEmpty();
    }

    @Test
    void takesUnusualFileNamesAsTheyAre() throws Exception {
        workspace.write("odd [name]/Dockerfile*", "FROM scratch\n");
        workspace.commit("Add an odd name");
        BuildRequest request = Requests.of("odd [name]", "odd [name]/Dockerfile*");
        assertThat(source(request).isClean()).isTrue();

        workspace.write("odd [name]/ä\n\"", "x");

        assertThat(source(request).changes()).hasSize(1);
    }

    @Test
    void saysThatADirectoryIsNoWorkTree(@TempDir Path elsewhere) {
        assertThatThrownBy(() -> read(GitWorkspace.without(elsewhere), Requests.backend()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("not a git")
                .hasMessageContaining("checkout scm");
    }

    @Test
    void saysThatThereIsNoCommit(@TempDir Path elsewhere) throws Exception {
        GitWorkspace empty = GitWorkspace.in(elsewhere);

        assertThatThrownBy(() -> read(empty, Requests.backend()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no commit yet");
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
