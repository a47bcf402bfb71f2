package io.jenkins.plugins.promotionchain.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program as a process of its own, for a git work tree and a sandbox without servers.
 *
 * @param directory in which everything lies
 */
record Rehearse(Path directory) {

    private static final String SANDBOX =
            """
            {"application": "sample", "dockerHost": "unix:///run/none.sock", "environments": [],
             "registry": {"host": "127.0.0.1:1", "credentialsId": "LOGIN"},
             "credentials": [
               {"id": "TOKEN", "kind": "text", "value": "tok-12345"},
               {"id": "LOGIN", "kind": "usernamePassword", "username": "alice", "password": "p4ssw0rd"}
             ]}
            """;

    static Rehearse in(Path directory, String jenkinsfile) throws Exception {
        Files.writeString(directory.resolve("sandbox.json"), SANDBOX);
        Path workspace = Files.createDirectories(directory.resolve("work"));
        Files.writeString(workspace.resolve("Jenkinsfile"), jenkinsfile);
        Rehearse rehearse = new Rehearse(directory);
        rehearse.git("init", "-q", "-b", "main");
        rehearse.git("add", "-A");
        rehearse.git("-c", "user.name=A", "-c", "user.email=a@sample.invalid", "commit", "-q", "-m", "Begin");
        return rehearse;
    }

    void git(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-C", directory.resolve("work").toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command + " failed");
        }
    }

    Process start(String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                // Started in the background a program would ignore SIGINT.
                "env",
                "--default-signal=INT",
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "run",
                "--branch=main",
                "--workspace=" + directory.resolve("work"),
                "--sandbox=" + directory.resolve("sandbox.json"),
                "--state=" + directory.resolve("state")));
        command.addAll(List.of(more));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(console().toFile())
                .start();
    }

    int run(String... more) throws Exception {
        Process process = start(more);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("The program does not end: " + log());
        }
        return process.exitValue();
    }

    String log() throws IOException {
        return Files.readString(console());
    }

    private Path console() {
        return directory.resolve("console");
    }
}
