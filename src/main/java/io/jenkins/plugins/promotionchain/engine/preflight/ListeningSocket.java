package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address and port that some program listens on, as {@code /proc/net/tcp} and {@code tcp6} write it: each four bytes of
 * the address the other way round, as processors of today keep them (Linux, Documentation/networking/proc_net_tcp.rst).
 */
record ListeningSocket(InetAddress address, int port) {

    private static final Pattern TEXT = Pattern.compile("([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4})");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int WORD = 4;
    private static final int HEX = 16;

    static Optional<ListeningSocket> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        byte[] written = HexFormat.of().parseHex(matcher.group(1));
        byte[] address = new byte[written.length];
        for (int i = 0; i < written.length; i++) {
            address[i] = written[i - i % WORD + WORD - 1 - i % WORD];
        }
        try {
            return Optional.of(
                    new ListeningSocket(InetAddress.getByAddress(address), Integer.parseInt(matcher.group(2), HEX)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are an address", e);
        }
    }

    /** Whether that port could not be published beside it. */
    boolean stands(PublishedPort wanted) {
        return port == wanted.hostPort().number() && overlaps(address.getHostAddress(), wanted);
    }

    /** @param held an address in digits, or nothing for all */
    static boolean overlaps(String held, PublishedPort wanted) {
        Optional<InetAddress> one = numeric(held);
        Optional<InetAddress> other = wanted.address().flatMap(address -> numeric(address.value()));
        return one.isEmpty()
                || one.get().isAnyLocalAddress()
                || wanted.address().isEmpty()
                || other.filter(InetAddress::isAnyLocalAddress).isPresent()
                || one.equals(other);
    }

    /** Without asking anybody for a name. */
    private static Optional<InetAddress> numeric(String text) {
        if (!NUMERIC.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
