package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;

/**
 * Puts a Dockerfile beside the workspace for as long as one build takes, under its own name, so that docker's messages
 * read as ever. The ignore file that belongs to the original comes along: BuildKit looks for it beside the Dockerfile.
 */
final class PinnedDockerfile {

    private static final String WHAT_TO_DO =
            "Make sure that the account may write to its directory for temporary files";
    private static final String WRITE =
            "set -e; cat >\"$1/$2\"; if [ -f \"$3.dockerignore\" ]; then cp -- \"$3.dockerignore\" \"$1/$2.dockerignore\"; fi";

    private final CommandRunner agent;
    private final Log log;

    PinnedDockerfile(CommandRunner agent, Log log) {
        this.agent = agent;
        this.log = log;
    }

    /** What is done while the file is there. */
    @FunctionalInterface
    interface Work<T> {
        /** @param path of the Dockerfile, absolute */
        T with(String path) throws PromotionFailure, InterruptedException;
    }

    <T> T run(SourcePath original, String text, Work<T> work) throws PromotionFailure, InterruptedException {
        String directory =
                agent.runOrFail(Command.of("mktemp", "-d", "-t", "promotion-chain-dockerfile.XXXXXXXXXX"), WHAT_TO_DO);
        try {
            Command write = Command.of("sh", "-c", WRITE, "sh", directory, original.name(), original.value());
            agent.runOrFail(write.withInput(Sensitive.of(text)), WHAT_TO_DO);
            return work.with(directory + "/" + original.name());
        } finally {
            remove(directory);
        }
    }

    /** Also when the build was aborted: with the interrupt flag set no command could run. */
    private void remove(String directory) throws InterruptedException {
        boolean interrupted = Thread.interrupted();
        try {
            agent.run(Command.of("rm", "-rf", "--", directory));
        } catch (PromotionFailure e) {
            log.line("NOTE: %s on %s could not be removed: %s".formatted(directory, agent.place(), e.getMessage()));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
