package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import java.util.List;
import java.util.Optional;

/** Whether the public port is free, or held by what will be replaced. */
final class PortJudge {

    private static final String WHAT_TO_DO =
            "Stop what holds it ('docker ps' and 'ss -ltnp' on that server show it) or choose another port";

    private final String place;
    private final PreflightRequest request;
    private final ServerFacts facts;

    PortJudge(String place, PreflightRequest request, ServerFacts facts) {
        this.place = place;
        this.request = request;
        this.facts = facts;
    }

    PreflightCheck judge() {
        PublishedPort wanted = request.publish();
        String port = "Port " + wanted.hostPort()
                + wanted.address().map(address -> " of " + address).orElse("");
        List<PortHolder> holders = PortHolder.of(wanted, facts);
        Optional<PortHolder> foreign = holders.stream()
                .filter(holder -> !holder.belongsTo(request.container()))
                .findFirst();
        CommandFailed taken = new CommandFailed(
                port + " on " + place + ": the port is taken by something else"
                        + foreign.map(holder -> ", " + holder).orElse(""),
                WHAT_TO_DO);
        boolean recreated = request.strategy() == SwapStrategy.RECREATE;
        if (foreign.isPresent()) {
            return recreated || !foreign.get().behindNginx()
                    ? PreflightCheck.failed(CheckKind.PORT, taken)
                    : request.purpose().doubtful(CheckKind.PORT, taken);
        }
        if (!holders.isEmpty()) {
            return PreflightCheck.ok(CheckKind.PORT, port + " is held for " + holders.get(0));
        }
        if (!isListenedOn()) {
            return PreflightCheck.ok(CheckKind.PORT, port + " is free");
        }
        // it may be nginx, beside whose sites there is room for one more
        return recreated
                ? PreflightCheck.failed(CheckKind.PORT, taken)
                : request.purpose().doubtful(CheckKind.PORT, taken);
    }

    private boolean isListenedOn() {
        return facts.all("listen").stream()
                .flatMap(text -> ListeningSocket.parse(text).stream())
                .anyMatch(socket -> socket.stands(request.publish()));
    }
}
