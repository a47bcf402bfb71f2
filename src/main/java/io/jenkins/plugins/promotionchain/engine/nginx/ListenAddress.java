package io.jenkins.plugins.promotionchain.engine.nginx;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What nginx listens on, in the forms of its {@code listen} directive that name a port: {@code 80}, {@code *:80},
 * {@code 10.0.0.5:80}, {@code [::]:80}, each with {@code default_server} behind it or not.
 *
 * @param address none: all IPv4 addresses
 * @param defaultServer {@code " default_server"} or nothing
 */
public record ListenAddress(Optional<HostAddress> address, Port port, String defaultServer) {

    private static final Pattern FORM = Pattern.compile(
            "(?:(?:\\*|(?<host>[A-Za-z0-9][A-Za-z0-9.-]*)|\\[(?<v6>[0-9A-Fa-f:.]+)]):)?(?<port>[0-9]{1,5})"
                    + "(?<default> default_server)?");

    /** @throws IllegalArgumentException with a sentence that says which forms there are */
    public static ListenAddress parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is nothing for nginx to listen on: write a port (80), an address and a port (10.0.0.5:80,"
                    + " [::]:80), and default_server behind it if it is to be that");
        }
        Optional<HostAddress> address = Optional.ofNullable(form.group("v6"))
                .or(() -> Optional.ofNullable(form.group("host")))
                .map(HostAddress::of);
        return new ListenAddress(
                address,
                new Port(Integer.parseInt(form.group("port"))),
                Optional.ofNullable(form.group("default")).orElse(""));
    }

    /** The same address, another port. */
    public ListenAddress withPort(int number) {
        return new ListenAddress(address, new Port(number), defaultServer);
    }

    /** Where the server itself reaches it. */
    public Endpoint fromServer() {
        String host = address.map(HostAddress::value).orElse("127.0.0.1");
        return switch (host) {
            case "0.0.0.0" -> new Endpoint(HostAddress.of("127.0.0.1"), port);
            case "::" -> new Endpoint(HostAddress.of("::1"), port);
            default -> new Endpoint(HostAddress.of(host), port);
        };
    }

    /** For the {@code listen} directive, with a word such as {@code ssl} before {@code default_server}. */
    public String directive(String... words) {
        String place = address.map(host -> new Endpoint(host, port).toString()).orElse(port.toString());
        return String.join(" ", place, String.join(" ", words)).strip() + defaultServer;
    }

    @Override
    public String toString() {
        return directive();
    }
}
