package io.jenkins.plugins.promotionchain.engine.ssh;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The host field of a line in known_hosts: names with {@code *} and {@code ?}, separated by commas, {@code !} before a
 * name that is excluded; or {@code |1|salt|hash}, the HMAC-SHA1 of one name.
 */
final class HostNamePattern {

    private static final String HASHED = "|1|";

    private HostNamePattern() {}

    /**
     * Parses a host field.
     *
     * @return tells whether a name in lower case is meant
     * @throws IllegalArgumentException when salt or hash are not base64
     */
    static Predicate<String> parse(String field) {
        return field.startsWith(HASHED) ? hashed(field.substring(HASHED.length())) : plain(field);
    }

    private static Predicate<String> plain(String field) {
        List<String> patterns = List.of(field.toLowerCase(Locale.ROOT).split(","));
        List<Pattern> excluded = patterns.stream()
                .filter(pattern -> pattern.startsWith("!"))
                .map(pattern -> toRegex(pattern.substring(1)))
                .toList();
        List<Pattern> included = patterns.stream()
                .filter(pattern -> !pattern.startsWith("!"))
                .map(HostNamePattern::toRegex)
                .toList();
        return name -> included.stream()
                        .anyMatch(pattern -> pattern.matcher(name).matches())
                && excluded.stream().noneMatch(pattern -> pattern.matcher(name).matches());
    }

    private static Pattern toRegex(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }

    private static Predicate<String> hashed(String saltAndHash) {
        String[] parts = saltAndHash.split("[|]");
        if (parts.length != 2 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("A hashed host name is |1|salt|hash");
        }
        byte[] salt = Base64.getDecoder().decode(parts[0]);
        byte[] hash = Base64.getDecoder().decode(parts[1]);
        return name -> MessageDigest.isEqual(hash, hmacSha1(salt, name));
    }

    private static byte[] hmacSha1(byte[] salt, String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA1", e);
        }
    }
}
