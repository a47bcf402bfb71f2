package io.jenkins.plugins.promotionchain.engine.value;

import java.util.regex.Pattern;

/** A host name or an IPv4 or IPv6 address, as it may stand in any configuration file without quoting. */
public record HostAddress(String value) {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})|[0-9A-Fa-f:.]{2,45}");

    public HostAddress {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a host name or IP address");
        }
    }

    public static HostAddress of(String value) {
        return new HostAddress(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
