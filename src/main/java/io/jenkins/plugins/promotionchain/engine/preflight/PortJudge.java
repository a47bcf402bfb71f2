package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the public port is free, or held by what will be replaced. */
final class PortJudge {

    /** A name and what it publishes: {@code shop-backend 127.0.0.1:8000->8000/tcp, :::80->80/tcp}. */
    private static final Pattern CONTAINER = Pattern.compile("(\\S+) (.+)");

    private static final Pattern PUBLISHED = Pattern.compile("(\\S*):([0-9]{1,5})(?:-([0-9]{1,5}))?->\\S+/tcp");

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
        List<String> holders = holders();
        Optional<String> foreign =
                holders.stream().filter(name -> !isOurs(name)).findFirst();
        if (foreign.isPresent()) {
            return PreflightCheck.failed(
                    CheckKind.PORT,
                    new CommandFailed(
                            port + " on " + place + ": the port is taken by something else, container " + foreign.get(),
                            WHAT_TO_DO));
        }
        if (!holders.isEmpty()) {
            return PreflightCheck.ok(CheckKind.PORT, port + " is held by container " + holders.get(0));
        }
        if (!isListenedOn()) {
            return PreflightCheck.ok(CheckKind.PORT, port + " is free");
        }
        if (facts.yes("front")) {
            return PreflightCheck.ok(CheckKind.PORT, port + " is held by nginx, in front of the container");
        }
        // it may be nginx itself, beside whose sites there is room for one more
        return request.purpose()
                .doubtful(
                        CheckKind.PORT,
                        new CommandFailed(port + " on " + place + ": the port is taken by something else", WHAT_TO_DO));
    }

    private boolean isListenedOn() {
        return facts.all("listen").stream()
                .flatMap(text -> ListeningSocket.parse(text).stream())
                .anyMatch(socket -> socket.stands(request.publish()));
    }

    private List<String> holders() {
        return facts.all("containers").stream()
                .map(CONTAINER::matcher)
                .filter(Matcher::matches)
                .filter(container -> Stream.of(container.group(2).split(", ")).anyMatch(this::holds))
                .map(container -> container.group(1))
                .toList();
    }

    private boolean holds(String published) {
        Matcher matcher = PUBLISHED.matcher(published);
        if (!matcher.matches()) {
            return false;
        }
        int first = Integer.parseInt(matcher.group(2));
        int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
        int wanted = request.publish().hostPort().number();
        return first <= wanted
                && wanted <= last
                && ListeningSocket.overlaps(matcher.group(1).replaceAll("^\\[|]$", ""), request.publish());
    }

    /** By the names that containers of a component go by, see {@code swap.sh}. */
    private boolean isOurs(String name) {
        return name.matches(Pattern.quote(request.container().value()) + "(?:-candidate|-[0-9a-f]{12})?");
    }
}
