package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.deploy.FrontSite;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.nginx.ListenAddress;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A container for which a port is held: it publishes it, or nginx listens there and passes on to it.
 *
 * @param behindNginx whether it is the latter
 */
record PortHolder(String container, boolean behindNginx) {

    /** A name and what it publishes: {@code shop-backend 127.0.0.1:8000->8000/tcp, :::80->80/tcp}. */
    private static final Pattern CONTAINER = Pattern.compile("(\\S+) (.+)");

    private static final Pattern PUBLISHED = Pattern.compile("(\\S*):([0-9]{1,5})(?:-([0-9]{1,5}))?->\\S+/tcp");

    static List<PortHolder> of(PublishedPort wanted, ServerFacts facts) {
        Stream<PortHolder> published = facts.all("containers").stream()
                .map(CONTAINER::matcher)
                .filter(Matcher::matches)
                .filter(line -> Stream.of(line.group(2).split(", ")).anyMatch(port -> publishes(port, wanted)))
                .map(line -> new PortHolder(line.group(1), false));
        Stream<PortHolder> passedOn = facts.all("front").stream()
                .map(CONTAINER::matcher)
                .filter(Matcher::matches)
                .filter(line -> listens(line.group(2), wanted))
                .map(line -> new PortHolder(line.group(1).substring(FrontSite.NAME_BEGINS.length()), true));
        return Stream.concat(published, passedOn).toList();
    }

    /** By the names that the containers of a component go by, see {@code swap.sh}. */
    boolean belongsTo(ContainerName name) {
        return container.matches(Pattern.quote(name.value()) + "(?:-candidate|-[0-9a-f]{12})?");
    }

    @Override
    public String toString() {
        return "container " + container + (behindNginx ? " behind nginx" : "");
    }

    private static boolean publishes(String port, PublishedPort wanted) {
        Matcher matcher = PUBLISHED.matcher(port);
        if (!matcher.matches()) {
            return false;
        }
        int first = Integer.parseInt(matcher.group(2));
        int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
        int number = wanted.hostPort().number();
        return first <= number
                && number <= last
                && ListeningSocket.overlaps(matcher.group(1).replaceAll("^\\[|]$", ""), wanted);
    }

    private static boolean listens(String directive, PublishedPort wanted) {
        try {
            ListenAddress listen = ListenAddress.parse(directive);
            Optional<String> address = listen.address().map(HostAddress::value);
            return listen.port().equals(wanted.hostPort())
                    && ListeningSocket.overlaps(address.orElse("0.0.0.0"), wanted);
        } catch (IllegalArgumentException e) {
            // changed by hand
            return false;
        }
    }
}
