package io.jenkins.plugins.promotionchain.acceptance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at the arguments of every process of this machine, over and over, for what must not stand there. */
final class ProcessListWatch implements AutoCloseable {

    private final Collection<String> secrets;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "process list watch");
    private volatile boolean on = true;

    ProcessListWatch(Collection<String> secrets) {
        this.secrets = secrets;
        thread.setDaemon(true);
        thread.start();
    }

    /** Command lines that held a secret. */
    Set<String> seen() {
        return seen;
    }

    @Override
    public void close() throws InterruptedException {
        on = false;
        thread.join();
    }

    private void watch() {
        while (on) {
            try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
                processes.forEach(this::look);
            } catch (IOException e) {
                throw new IllegalStateException("/proc cannot be read", e);
            }
        }
    }

    private void look(Path process) {
        try {
            String line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
            if (secrets.stream().anyMatch(line::contains)) {
                seen.add(line.replace('\0', ' '));
            }
        } catch (IOException gone) {
            // Processes end while the list is read; that one can be asked no more.
            Thread.onSpinWait();
        }
    }
}
