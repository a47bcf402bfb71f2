package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionEnd;
import java.util.ArrayDeque;
import java.util.Deque;

/** Turns the end of a swap that did not succeed into one sentence, with what serves now. */
final class SwapFailures {

    private static final int HEARD = 20;
    private static final int CANCELLED = 143;

    private final ContainerRequest request;
    private final Server server;
    private final ServingNow serving;
    private final NginxInstallation nginx;
    private final Deque<String> heard = new ArrayDeque<>();

    SwapFailures(ContainerRequest request, Server server, HealthProbe probe, NginxInstallation nginx) {
        this.request = request;
        this.server = server;
        this.serving = new ServingNow(new ServerContainers(server), probe);
        this.nginx = nginx;
    }

    /** A line that a program on the server wrote; what docker says tells why it failed. */
    void heard(String line) {
        if (heard.size() == HEARD) {
            heard.removeFirst();
        }
        heard.addLast(line);
    }

    String servingNow() throws PromotionFailure, InterruptedException {
        return serving.inWords(request);
    }

    /** What there is to say where the version before could not be brought back. */
    String notUndone() {
        ContainerNames names = ContainerNames.of(request.name());
        return "the version before could not be brought back on " + server.place() + ", for the reason above, and "
                + names.candidate() + " may serve in place of " + names.serving()
                + ". Put that right and run the build again: it begins with bringing it back";
    }

    PromotionFailure of(TransactionEnd end, String servingNow) {
        PromotionFailure failure = end.refused().orElseGet(() -> byStatus(end));
        return failure instanceof Unhealthy unhealthy ? unhealthy.and(servingNow) : failure;
    }

    private PromotionFailure byStatus(TransactionEnd end) {
        String what = request.name() + " on " + server.place();
        return switch (end.status()) {
            case TransactionEnd.LOCKED ->
                new CommandFailed(
                        "Another deployment of the " + request.target() + " on " + server.place()
                                + " did not end within "
                                + request.swap().lockTimeout().toSeconds() + " s: "
                                + end.told().last("holder").orElse("its lock cannot be read"),
                        "Wait for it to end and run the build again, or give the step a longer lockTimeout");
            case TransactionEnd.UNHEARD ->
                new CommandFailed(
                        "The disk with the account's home on " + server.place()
                                + " became full, so that the deployment of " + request.name() + " undid itself",
                        "Make room there and run the build again");
            case TransactionEnd.ABANDONED ->
                new CommandFailed(
                        "The deployment of " + what + " was not followed for so long that it undid itself",
                        "Run the build again");
            case TransactionEnd.DIED ->
                new CommandFailed(
                        "The deployment of " + what + " was killed on the server or the server restarted",
                        "See above what serves now, and run the build again");
            case CANCELLED ->
                new CommandFailed(
                        "The deployment of " + what + " was told to stop by somebody on the server",
                        "Run the build again");
            case SwapScript.FOREIGN ->
                new InvalidInput(
                        "Container " + what + " belongs to another component ("
                                + end.told().last("owner").orElse("") + "), so it is left alone",
                        "Give one of the two another containerName and port");
            case SwapScript.NO_WAY_BACK ->
                new InvalidInput(
                        "Container " + what
                                + " was started with docker run --rm, so that docker would remove it as soon as"
                                + " it is stopped and there would be no way back; it was left alone",
                        "Start it again without --rm (and with --restart unless-stopped), then run the build again");
            case SwapScript.NOT_SWITCHED -> notSwitched(end);
            case SwapScript.NOT_RENAMED ->
                DockerFailure.of("Container " + what + " serves, but under the name of a candidate", said(end));
            case SwapScript.NOT_STARTED -> DockerFailure.of("Container " + what + " could not be replaced", said(end));
            default -> DockerFailure.of("The deployment of " + what + " failed", said(end));
        };
    }

    private PromotionFailure notSwitched(TransactionEnd end) {
        int status = end.told().last("nginx-status").map(Integer::parseInt).orElse(end.status());
        String errors = String.join("\n", end.told().all("nginx"));
        return new NginxReload(server, nginx, Log.nowhere())
                .failure(new CommandResult(status, "", errors), FrontSite.name(request.name()) + ".conf");
    }

    private CommandResult said(TransactionEnd end) {
        return new CommandResult(Math.max(0, end.status()), "", String.join("\n", heard));
    }
}
