package io.jenkins.plugins.promotionchain.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the scripts of the sandbox with a data directory of a test's own and, in front of the machine's programs, those
 * that the test puts in their place.
 *
 * @param data {@code PROMOTION_CHAIN_DATA}
 * @param programs searched first for programs
 * @param instance {@code PROMOTION_CHAIN_INSTANCE}: one that no sandbox of a developer has
 */
record Scripts(Path data, Path programs, int instance) {

    private static final Path SANDBOX = Path.of("sandbox").toAbsolutePath();

    record Ended(int status, String output) {}

    /** Runs {@code sandbox COMMAND} to its end. */
    Ended sandbox(String command) throws IOException, InterruptedException {
        return run(SANDBOX.resolve("sandbox").toString(), command);
    }

    /** Runs a program to its end. */
    Ended run(String... command) throws IOException, InterruptedException {
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** Starts a shell that has all functions of the sandbox. */
    Process startWithFunctions(String script) throws IOException {
        String functions =
                "set -euo pipefail; here=$0; data=$PROMOTION_CHAIN_DATA; instance=$PROMOTION_CHAIN_INSTANCE; "
                        + "for part in common install cell accounts images services servers contract; do . $here/lib/$part.sh; done; ";
        return start("bash", "-c", functions + script, SANDBOX.toString());
    }

    Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PROMOTION_CHAIN_DATA", data.toString());
        builder.environment().put("PROMOTION_CHAIN_INSTANCE", Integer.toString(instance));
        builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        return builder.start();
    }

    /** Makes the data directory as the sandbox leaves it, marked as its own. */
    void markData() throws IOException {
        Files.createDirectories(data.resolve("log"));
        Files.writeString(data.resolve(".promotion-chain-sandbox"), "");
    }

    /** Puts a shell script in the place of a program. */
    void replace(String program, String... lines) throws IOException {
        Path file = Files.createDirectories(programs).resolve(program);
        Files.write(
                file,
                Stream.concat(Stream.of("#!/bin/sh"), Arrays.stream(lines)).toList());
        file.toFile().setExecutable(true);
    }

    /** What this instance has below {@code /run}, besides the lock. */
    Path runDirectory() {
        return Path.of("/run/promotion-chain-" + instance);
    }

    List<Path> left() {
        return Stream.of(runDirectory(), Path.of(runDirectory() + ".lock"))
                .filter(Files::exists)
                .toList();
    }
}
