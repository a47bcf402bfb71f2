package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.Optional;

/**
 * Where a container can be reached on its server.
 *
 * @param address the server's address to publish on; none: all of them
 * @param hostPort port on the server
 * @param containerPort port inside the container
 */
public record PublishedPort(Optional<HostAddress> address, Port hostPort, Port containerPort) {

    /** As {@code docker run --publish} takes it. */
    public String toDocker() {
        return address.map(a -> (a.value().contains(":") ? "[" + a + "]" : a.value()) + ":")
                        .orElse("") + hostPort + ":" + containerPort;
    }

    /**
     * Reads what {@link #toDocker} writes.
     *
     * @throws IllegalArgumentException when it is nothing of that kind
     */
    public static PublishedPort parse(String text) {
        int last = text.lastIndexOf(':');
        int before = text.lastIndexOf(':', last - 1);
        if (last < 1) {
            throw new IllegalArgumentException("'" + text + "' publishes no port");
        }
        Optional<HostAddress> address = before < 0
                ? Optional.empty()
                : Optional.of(HostAddress.of(text.substring(0, before).replaceAll("^\\[|]$", "")));
        return new PublishedPort(
                address,
                new Port(Integer.parseInt(text.substring(before + 1, last))),
                new Port(Integer.parseInt(text.substring(last + 1))));
    }

    /** Where the server itself reaches it. */
    public Endpoint fromServer() {
        return new Endpoint(address.orElse(HostAddress.of("127.0.0.1")), hostPort);
    }
}
