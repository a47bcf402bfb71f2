package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Runs scripts in a real shell whose docker is {@code fake-docker.sh}, and which does not really sleep. */
final class FakeDocker {

    private final Path directory;

    FakeDocker(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("bin"));
        Files.createDirectories(directory.resolve("containers"));
        Path docker = directory.resolve("bin/docker");
        try (InputStream in = FakeDocker.class.getResourceAsStream("fake-docker.sh")) {
            Files.write(docker, in.readAllBytes());
        }
        if (!docker.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + docker + " executable");
        }
    }

    /** How a script ended. */
    record Ended(int status, String output) {}

    FakeDocker with(String name, String id, String state) throws IOException {
        Files.writeString(directory.resolve("containers").resolve(name), id + " " + state + "\n");
        return this;
    }

    /** All containers: name to {@code "<id> <state>"}. */
    Map<String, String> containers() throws IOException {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory.resolve("containers"))) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), Files.readString(file).strip());
            }
        }
        return found;
    }

    /** All calls so far, each as its words with a space between. */
    List<String> calls() throws IOException {
        Path calls = directory.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Ended run(Shell shell, Sensitive script) throws IOException, InterruptedException {
        return run(shell, script, 0, "never");
    }

    /** @param when {@code before} or {@code after} the work of that call */
    Ended run(Shell shell, Sensitive script, int failAt, String when) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(shell.words("-s"))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("FAKE_DOCKER", directory.toString());
        builder.environment().put("FAKE_DOCKER_FAIL_AT", Integer.toString(failAt));
        builder.environment().put("FAKE_DOCKER_FAIL_WHEN", when);
        Process process = builder.start();
        try (OutputStream input = process.getOutputStream()) {
            input.write(("sleep() { :; }\n" + script.reveal()).getBytes(StandardCharsets.UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** Shells that servers have as {@code sh}. */
    enum Shell {
        DASH(List.of("dash")),
        BUSYBOX(List.of("busybox", "sh"));

        private final List<String> words;

        Shell(List<String> words) {
            this.words = words;
        }

        List<String> words(String... more) {
            return Stream.concat(words.stream(), Stream.of(more)).toList();
        }
    }
}
