package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs real commands in a directory of this machine, as an agent does in its workspace. */
final class WorkspaceRunner implements CommandRunner {

    private final Path directory;
    private final Map<String, String> environment;

    WorkspaceRunner(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = environment;
    }

    @Override
    public String place() {
        return "the agent";
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        Process process = null;
        try {
            Path output = Files.createTempFile("output", null);
            Path errors = Files.createTempFile("errors", null);
            try {
                ProcessBuilder builder = new ProcessBuilder(command.words())
                        .directory(directory.toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().putAll(environment);
                process = builder.start();
                try (OutputStream input = process.getOutputStream()) {
                    input.write(command.input().map(Sensitive::revealBytes).orElse(new byte[0]));
                }
                if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new TimedOut(
                            "%s took too long".formatted(command.words().get(0)), "Give it more time");
                }
                CommandResult result =
                        new CommandResult(process.exitValue(), Files.readString(output), Files.readString(errors));
                result.output().lines().forEach(live::line);
                result.errors().lines().forEach(live::line);
                return result;
            } finally {
                Files.delete(output);
                Files.delete(errors);
            }
        } catch (IOException e) {
            if (process == null) {
                throw new CommandFailed(
                        "%s cannot be started".formatted(command.words().get(0)), "Install it", e);
            }
            throw new UncheckedIOException(e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
