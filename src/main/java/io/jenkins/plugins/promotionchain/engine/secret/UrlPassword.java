package io.jenkins.plugins.promotionchain.engine.secret;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The password inside an address such as {@code postgres://user:password@host/database}. Programs take the address apart
 * and print its pieces: the password decoded, or, where its special characters were not encoded, what they took for a
 * port or a path ("Port could not be cast to integer value as …").
 */
final class UrlPassword {

    /**
     * The user, which may hold an at-sign, ends at the first colon; the password, which may hold what it should not, at the
     * last at-sign.
     */
    private static final Pattern ACCOUNT = Pattern.compile(
            "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<user>[^:/?#]*):(?<password>.*)@.*", Pattern.DOTALL);

    /** {@code https://host:8000/path?mail=a@b} has an at-sign and no password. */
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}[/?#].*", Pattern.DOTALL);

    private UrlPassword() {}

    /** Whole, decoded, and the pieces that a parser makes of it; nothing where the text is no such address. */
    static Stream<String> partsOf(String value) {
        Matcher account = ACCOUNT.matcher(value.strip());
        if (!account.matches() || isPort(account)) {
            return Stream.empty();
        }
        String password = account.group("password");
        String[] pieces = password.split("[/?#:@\\[\\]]");
        String beforePath = password.split("[/?#]", 2)[0];
        return Stream.of(Stream.of(password, beforePath, beforePath.replaceFirst("@[^@]*$", "")), Stream.of(pieces))
                .flatMap(parts -> parts)
                .flatMap(part -> Stream.of(part, decoded(part)));
    }

    private static boolean isPort(Matcher account) {
        boolean host = account.group("user").contains("@")
                || account.group("scheme").toLowerCase(Locale.ROOT).startsWith("http");
        return host && PORT.matcher(account.group("password")).matches();
    }

    /** A plus sign stands for itself before the host (RFC 3986, section 3.2.1). */
    private static String decoded(String password) {
        try {
            return URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return password;
        }
    }
}
