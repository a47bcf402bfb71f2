package io.jenkins.plugins.promotionchain.engine.value;

/** An address and a port. */
public record Endpoint(HostAddress host, Port port) {

    public static Endpoint of(String host, int port) {
        return new Endpoint(HostAddress.of(host), new Port(port));
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException when it is not an address and a port
     */
    public static Endpoint parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("'" + text + "' is not an address and a port");
        }
        String host = text.substring(0, colon).replaceAll("^\\[|]$", "");
        return of(host, Integer.parseInt(text.substring(colon + 1)));
    }

    @Override
    public String toString() {
        return (host.value().contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
