package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerNames;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import io.jenkins.plugins.promotionchain.engine.transaction.ServerTransaction;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import java.time.Duration;
import java.util.List;

/** Runs {@code status.sh} on a server. */
final class StatusScript {

    /** What begins each line of its answer; other lines are noise of a shell profile. */
    static final String TOKEN = "#promotion-chain-status";

    /** It asks docker a few questions; an engine that does not answer them by then is no healthy one. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final String WHAT_TO_DO =
            "See whether docker runs on that server and whether the account may use it (docker ps)";

    private final StatusRequest request;

    StatusScript(StatusRequest request) {
        this.request = request;
    }

    /** @throws PromotionFailure when the server or its docker engine cannot be asked */
    StatusFacts run(CommandRunner server) throws PromotionFailure, InterruptedException {
        CommandResult result = server.run(command());
        if (!result.succeeded()) {
            String errors = result.errors().strip();
            throw new CommandFailed(
                    "Docker on " + server.place() + " cannot be asked how the " + request.target() + " stands"
                            + (errors.isEmpty() ? "" : ": " + errors.substring(errors.lastIndexOf('\n') + 1)),
                    WHAT_TO_DO);
        }
        try {
            return StatusAnswer.parse(result.output());
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(
                    "What " + server.place() + " answers about the " + request.target() + " cannot be read: "
                            + e.getMessage(),
                    "See whether a shell profile of the account ends the shell or changes what docker prints",
                    e);
        }
    }

    private Command command() {
        DeploymentTarget target = request.target();
        String text = ShellScript.beside(ServerTransaction.class, "transaction.sh")
                + "\n"
                + ShellScript.beside(StatusScript.class, "status.sh")
                // the commands of the script must not read the script
                + "main \"$@\" </dev/null\n";
        return Command.of(List.of(
                        "sh",
                        "-s",
                        "--",
                        ".",
                        TOKEN,
                        ".",
                        request.container().value(),
                        request.envFile(),
                        ContainerNames.lockOf(target),
                        target.application().value(),
                        target.environment().value(),
                        target.component().value()))
                .withInput(Sensitive.of(text))
                .withTimeout(TIMEOUT);
    }
}
