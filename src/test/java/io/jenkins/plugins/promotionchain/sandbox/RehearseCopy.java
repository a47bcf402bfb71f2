package io.jenkins.plugins.promotionchain.sandbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A copy of {@code rehearse} and of the sample with nothing behind it: sandbox, Maven and Java say that they were called.
 *
 * @param root the copy
 */
record RehearseCopy(Path root, Scripts scripts) {

    static RehearseCopy below(Path directory) throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "the rehearsal needs root");
        Path root = Files.createDirectories(directory.resolve("a checkout"));
        Scripts scripts = new Scripts(root.resolve("data"), directory.resolve("programs"), 94);
        RehearseCopy copy = new RehearseCopy(root, scripts);
        scripts.markData();
        Files.writeString(scripts.data().resolve("sandbox.json"), "{}");
        scripts.run("cp", "rehearse", "pom.xml", root.toString());
        Files.createDirectories(root.resolve("src"));
        Files.createDirectories(root.resolve("sandbox"));
        scripts.run("cp", "-R", "sandbox/sample", root.resolve("sandbox").toString());
        scripts.replace("mvn", "exit 0");
        scripts.replace("java", "echo java called: \"$@\"");
        copy.replaceInRoot(
                "sandbox/sandbox", "echo sandbox called: \"$@\"; test ! -e /proc/$$/fd/7 || echo with the lock");
        copy.replaceInRoot("sandbox/look", "exit 0");
        return copy;
    }

    RehearseCopy withData(Path data) {
        return new RehearseCopy(root, new Scripts(data, scripts.programs(), scripts.instance()));
    }

    /** Runs {@code ./rehearse} with these words, of which there may be none. */
    Scripts.Ended command(String words) throws IOException, InterruptedException {
        return scripts.run(withScript(words.split(" ")));
    }

    Process start(String... words) throws IOException {
        return scripts.start(withScript(words));
    }

    private String[] withScript(String... words) {
        return Stream.concat(
                        Stream.of(root.resolve("rehearse").toString()),
                        Stream.of(words).filter(word -> !word.isEmpty()))
                .toArray(String[]::new);
    }

    private void replaceInRoot(String program, String line) throws IOException {
        Path file = root.resolve(program);
        Files.writeString(file, "#!/bin/sh\n" + line + "\n");
        file.toFile().setExecutable(true);
    }
}
