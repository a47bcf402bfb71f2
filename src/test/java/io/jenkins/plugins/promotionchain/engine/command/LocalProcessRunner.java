package io.jenkins.plugins.promotionchain.engine.command;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs commands on this machine, for tests of what needs a {@link CommandRunner} with real programs behind it. */
public final class LocalProcessRunner implements CommandRunner {

    private final Path workDirectory;
    private final Map<String, String> environment;

    /** @param workDirectory where commands run */
    public LocalProcessRunner(Path workDirectory) {
        this(workDirectory, Map.of());
    }

    /** @param environment added to that of this process */
    public LocalProcessRunner(Path workDirectory, Map<String, String> environment) {
        this.workDirectory = workDirectory;
        this.environment = new HashMap<>(environment);
    }

    @Override
    public String place() {
        return "this machine";
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        Process process = start(command);
        OutputCapture output = new OutputCapture(live);
        OutputCapture errors = new OutputCapture(live);
        Thread[] pumps = {
            pump("output", () -> drain(process.getInputStream(), output)),
            pump("errors", () -> drain(process.getErrorStream(), errors)),
            pump("input", () -> feed(process.getOutputStream(), command)),
        };
        try {
            if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimedOut(
                        command.words().get(0) + " did not end within " + command.timeout() + " on " + place(),
                        "See its output above");
            }
            for (Thread pump : pumps) {
                pump.join();
            }
            return new CommandResult(process.exitValue(), output.text(), errors.text());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(Command command) throws InvalidInput {
        ProcessBuilder builder = new ProcessBuilder(command.words()).directory(workDirectory.toFile());
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new InvalidInput(command.words().get(0) + " cannot be started on " + place(), "Install it", e);
        }
    }

    private static Thread pump(String name, Runnable work) {
        Thread thread = new Thread(work, "local process " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void drain(InputStream from, OutputCapture to) {
        try (from;
                to) {
            from.transferTo(to);
        } catch (IOException e) {
            if (!"Stream closed".equals(e.getMessage())) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A program that ends without reading all of its input is no error. */
    private static void feed(OutputStream to, Command command) {
        try (to) {
            to.write(command.input().map(Sensitive::revealBytes).orElse(new byte[0]));
        } catch (IOException endedBeforeReadingAll) {
            Thread.yield();
        }
    }
}
