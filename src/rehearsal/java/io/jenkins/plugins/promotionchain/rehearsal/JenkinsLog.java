package io.jenkins.plugins.promotionchain.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.logging.FileHandler;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What Jenkins would write to its own log, stack traces among it, goes to a file beside the history. */
final class JenkinsLog {

    private JenkinsLog() {}

    static void to(Path directory) throws IOException {
        Files.createDirectories(directory);
        Logger all = Logger.getLogger("");
        Arrays.stream(all.getHandlers()).forEach(all::removeHandler);
        // Percent signs mean something in the pattern of a FileHandler.
        String file = directory.resolve("jenkins.log").toString().replace("%", "%%");
        FileHandler handler = new FileHandler(file, true);
        handler.setFormatter(new SimpleFormatter());
        all.addHandler(handler);
    }
}
