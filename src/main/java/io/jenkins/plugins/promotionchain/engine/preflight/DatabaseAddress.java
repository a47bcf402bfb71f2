package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is, taken from an address such as {@code postgres://user:password@host:5432/name} without what is secret
 * in it. It is taken apart as Python's {@code urllib.parse.urlsplit} does, which Django's configurations read it with.
 *
 * @param scheme in lower case
 */
record DatabaseAddress(String scheme, Endpoint endpoint) {

    private static final Pattern ADDRESS =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<account>[^/?#]*@)?(?<host>\\[[^]]*]|[^:/?#@]+)"
                    + "(?::(?<port>[0-9]{1,5}))?(?:[/?#].*)?");

    private static final Map<String, Integer> PORTS =
            Map.of("postgres", 5432, "postgis", 5432, "mysql", 3306, "mariadb", 3306);

    /** None where there is no host in it, as for a file, or its port is not known. */
    static Optional<DatabaseAddress> parse(Sensitive url) {
        Matcher matcher = ADDRESS.matcher(url.reveal().strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String scheme = matcher.group("scheme").toLowerCase(Locale.ROOT);
        Optional<Integer> port = Optional.ofNullable(matcher.group("port"))
                .map(Integer::valueOf)
                .or(() -> PORTS.entrySet().stream()
                        .filter(entry -> scheme.contains(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst());
        String host = matcher.group("host").replaceAll("^\\[|]$", "");
        try {
            return port.map(number -> new DatabaseAddress(scheme, Endpoint.of(host, number)));
        } catch (IllegalArgumentException e) {
            // something that cannot be asked for by SSH, such as the path of a socket
            return Optional.empty();
        }
    }

    boolean isPostgresql() {
        return scheme.contains("postgres") || scheme.contains("postgis");
    }

    boolean isMysql() {
        return scheme.contains("mysql") || scheme.contains("mariadb");
    }
}
