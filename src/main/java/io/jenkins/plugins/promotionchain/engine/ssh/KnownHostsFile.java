package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): an optional marker, host names, key type, key. Certificate
 * authorities are not supported; their lines are passed over, so that they can only lead to a refusal.
 */
final class KnownHostsFile {

    private static final int DEFAULT_PORT = 22;

    private record Entry(boolean revoked, Predicate<String> hosts, HostKeyFingerprint fingerprint) {}

    private final List<Entry> entries;

    private KnownHostsFile(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** @throws IllegalArgumentException when a line cannot be read; names its number */
    static KnownHostsFile parse(String text) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                addLine(entries, lines.get(i), i + 1);
            }
        }
        return new KnownHostsFile(entries);
    }

    private static void addLine(List<Entry> entries, String line, int number) {
        List<String> fields = List.of(line.split("[ \\t]+"));
        String marker = fields.get(0).startsWith("@") ? fields.get(0) : "";
        if (marker.equals("@cert-authority")) {
            return;
        }
        if (!marker.isEmpty()) {
            fields = fields.subList(1, fields.size());
        }
        if (fields.size() < 3 || !(marker.isEmpty() || marker.equals("@revoked"))) {
            throw new IllegalArgumentException(
                    "Line " + number + " of the known_hosts text is not: host names, key type, key");
        }
        try {
            byte[] key = Base64.getDecoder().decode(fields.get(2));
            entries.add(
                    new Entry(!marker.isEmpty(), HostNamePattern.parse(fields.get(0)), HostKeyFingerprint.ofKey(key)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Line " + number + " of the known_hosts text has a key or a hashed name that is not base64", e);
        }
    }

    /**
     * The keys of a server, without revoked ones. As ssh does it, a server on another port than 22 is looked up as
     * {@code [host]:port}, and by its name alone only when that is not in the file.
     */
    Set<HostKeyFingerprint> fingerprintsOf(Endpoint server) {
        String host = server.host().value().toLowerCase(Locale.ROOT);
        if (server.port().number() == DEFAULT_PORT) {
            return fingerprintsOf(host);
        }
        String withPort = "[" + host + "]:" + server.port();
        boolean known = entries.stream().anyMatch(entry -> entry.hosts().test(withPort));
        Set<HostKeyFingerprint> found = fingerprintsOf(known ? withPort : host);
        found.removeAll(revokedFor(host));
        return found;
    }

    private Set<HostKeyFingerprint> fingerprintsOf(String name) {
        Set<HostKeyFingerprint> found = new HashSet<>();
        entries.stream()
                .filter(entry -> !entry.revoked() && entry.hosts().test(name))
                .forEach(entry -> found.add(entry.fingerprint()));
        found.removeAll(revokedFor(name));
        return found;
    }

    private Set<HostKeyFingerprint> revokedFor(String name) {
        Set<HostKeyFingerprint> found = new HashSet<>();
        entries.stream()
                .filter(entry -> entry.revoked() && entry.hosts().test(name))
                .forEach(entry -> found.add(entry.fingerprint()));
        return found;
    }
}
