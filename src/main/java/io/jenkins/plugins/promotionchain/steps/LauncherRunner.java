package io.jenkins.plugins.promotionchain.steps;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.command.OutputCapture;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Runs commands where the build runs: on the agent, in the workspace, with the environment of the build. */
final class LauncherRunner implements CommandRunner {

    private static final Logger LOGGER = Logger.getLogger(LauncherRunner.class.getName());

    private final Launcher launcher;
    private final FilePath workspace;
    private final Map<String, String> variables;

    LauncherRunner(Launcher launcher, FilePath workspace, Map<String, String> variables) {
        this.launcher = launcher;
        this.workspace = workspace;
        this.variables = variables;
    }

    @Override
    public String place() {
        return "the agent";
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        String program = command.words().get(0);
        try (OutputCapture errors = new OutputCapture(live);
                OutputCapture output = new OutputCapture(live)) {
            workspace.mkdirs();
            Proc process = launcher.launch()
                    .cmds(command.words())
                    .envs(variables)
                    .pwd(workspace)
                    .quiet(true)
                    .stdin(new ByteArrayInputStream(
                            command.input().map(Sensitive::revealBytes).orElse(new byte[0])))
                    .stdout(output)
                    .stderr(errors)
                    .start();
            int status = join(process, command);
            return new CommandResult(status, output.text(), errors.text());
        } catch (IOException e) {
            throw new CommandFailed(
                    program + " could not be run on the agent: " + e.getMessage(),
                    "Check that " + program + " is installed on the agent and that the agent is connected",
                    e);
        }
    }

    private static int join(Proc process, Command command) throws IOException, PromotionFailure, InterruptedException {
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        CompletableFuture<Void> watch = ended.orTimeout(command.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyAsync(timeout -> {
                    late.set(true);
                    kill(process);
                    return null;
                });
        int status;
        try {
            status = process.join();
        } catch (InterruptedException aborted) {
            process.kill();
            throw aborted;
        } finally {
            ended.complete(null);
        }
        watch.join();
        if (late.get()) {
            throw new TimedOut(
                    command.words().get(0) + " on the agent took longer than "
                            + command.timeout().toSeconds() + " s and was stopped",
                    "Look at its last lines above, or give it more time");
        }
        return status;
    }

    private static void kill(Proc process) {
        try {
            process.kill();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "A command that took too long could not be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
