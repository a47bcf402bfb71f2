package io.jenkins.plugins.promotionchain.acceptance;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The sample application in a git repository of its own.
 *
 * @param directory a work tree
 */
record SampleSource(Path directory) {

    static SampleSource in(Path directory) throws Exception {
        Path sample = Path.of("sandbox/sample").toAbsolutePath();
        try (Stream<Path> files = Files.walk(sample)) {
            for (Path each : files.toList()) {
                Path copy = directory.resolve(sample.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(each, copy);
                }
            }
        }
        SampleSource source = new SampleSource(directory);
        source.git("init", "-q", "-b", "development");
        source.commit("Begin");
        return source;
    }

    void write(String file, String text) throws Exception {
        Files.createDirectories(directory.resolve(file).getParent());
        Files.writeString(directory.resolve(file), text);
    }

    void commit(String message) throws Exception {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
    }

    void git(String... words) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("git", "-c", "user.name=Author", "-c", "user.email=author@sample.invalid"));
        command.addAll(List.of(words));
        new LocalProcessRunner(directory, Map.of()).runOrFail(Command.of(command), "Look at the test");
    }
}
