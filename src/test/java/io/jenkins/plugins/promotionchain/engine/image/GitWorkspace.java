package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A real git work tree for a test, with settings of its own and none of the account's. */
final class GitWorkspace {

    private static final Map<String, String> SETTINGS = Map.of(
            "GIT_CONFIG_GLOBAL", "/dev/null",
            "GIT_CONFIG_SYSTEM", "/dev/null",
            "GIT_AUTHOR_NAME", "Test",
            "GIT_AUTHOR_EMAIL", "test@example.com",
            "GIT_COMMITTER_NAME", "Test",
            "GIT_COMMITTER_EMAIL", "test@example.com");

    private final Path directory;
    private final WorkspaceRunner runner;

    private GitWorkspace(Path directory) {
        this.directory = directory;
        this.runner = new WorkspaceRunner(directory, SETTINGS);
    }

    /** A directory that git knows nothing of; nothing above it is searched for a work tree either. */
    static GitWorkspace without(Path directory) {
        return new GitWorkspace(directory);
    }

    /** A work tree without a commit. */
    static GitWorkspace in(Path directory) throws PromotionFailure, InterruptedException {
        GitWorkspace workspace = new GitWorkspace(directory);
        workspace.git("init", "--quiet", "--initial-branch=development");
        return workspace;
    }

    /** A work tree with a backend and a frontend, committed. */
    static GitWorkspace withSample(Path directory) throws PromotionFailure, InterruptedException, IOException {
        GitWorkspace workspace = in(directory);
        workspace.write("backend/Dockerfile", "FROM scratch\nCOPY app.py /\n");
        workspace.write("backend/app.py", "print('hello')\n");
        workspace.write("frontend/index.html", "<p>hello</p>\n");
        workspace.write("docker/frontend.Dockerfile", "FROM scratch\nCOPY index.html /\n");
        workspace.write(".gitignore", "*.pyc\n");
        workspace.commit("Begin");
        return workspace;
    }

    WorkspaceRunner runner() {
        return runner;
    }

    /** Runs commands in a directory of the workspace. */
    WorkspaceRunner runnerIn(String path) {
        return new WorkspaceRunner(directory.resolve(path), SETTINGS);
    }

    Path path(String path) {
        return directory.resolve(path);
    }

    void write(String path, String content) throws IOException {
        Files.createDirectories(directory.resolve(path).getParent());
        Files.writeString(directory.resolve(path), content);
    }

    void commit(String message) throws PromotionFailure, InterruptedException {
        git("add", "--all");
        git("commit", "--quiet", "--allow-empty", "--message", message);
    }

    /** Adds another work tree's commit as a submodule, and commits that. */
    void addSubmodule(GitWorkspace other, String path) throws PromotionFailure, InterruptedException {
        git(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "add",
                other.directory.toAbsolutePath().toString(),
                path);
        commit("Add a submodule");
    }

    String git(String... words) throws PromotionFailure, InterruptedException {
        List<String> all = new ArrayList<>(List.of("git"));
        all.addAll(List.of(words));
        return runner.runOrFail(Command.of(all), "Look at the test");
    }

    /** Adds settings to those of git, for example {@code DOCKER_HOST}. */
    WorkspaceRunner runnerWith(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(SETTINGS);
        all.putAll(more);
        return new WorkspaceRunner(directory, all);
    }
}
