package io.jenkins.plugins.promotionchain.engine.value;

/** An address and a port. */
public record Endpoint(HostAddress host, Port port) {

    public static Endpoint of(String host, int port) {
        return new Endpoint(HostAddress.of(host), new Port(port));
    }

    @Override
    public String toString() {
        return (host.value().contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
