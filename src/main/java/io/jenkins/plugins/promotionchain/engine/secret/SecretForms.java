package io.jenkins.plugins.promotionchain.engine.secret;

import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The forms in which one value turns up in output. Quotes around a form are no part of it. */
final class SecretForms {

    /** Line lengths of base64: MIME and coreutils (RFC 2045, 6.8), PEM (RFC 7468, 2). */
    private static final List<Integer> BASE64_LINES = List.of(76, 64);

    private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");
    private static final Pattern SHELL_SPECIAL = Pattern.compile("[^A-Za-z0-9_./:@%+,=-]");
    /** bash 5: a comma too; a number sign and a tilde as first character only; nothing beyond ASCII. */
    private static final Pattern BASH_SPECIAL = Pattern.compile("^[#~]|[^A-Za-z0-9_./:@%+=#~\\x{80}-\\x{10ffff}-]");

    private static final Pattern SPECIAL_IN_DOUBLE_QUOTES = Pattern.compile("[\"$`\\\\]");

    private SecretForms() {}

    static Stream<String> of(String value) {
        return Stream.of(Stream.of(value), base64(value), url(value), json(value), shell(value), EscapedForms.of(value))
                .flatMap(forms -> forms);
    }

    /**
     * Standard and URL-safe, with and without padding, in lines, and the part of the text that does not depend on what
     * stands before and after the value when it is only a part of what is encoded, as in {@code user:password}.
     */
    private static Stream<String> base64(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>();
        forms.add(Base64.getEncoder().encodeToString(bytes));
        for (int length : BASE64_LINES) {
            forms.addAll(List.of(forms.get(0).split("(?<=\\G.{" + length + "})")));
        }
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int firstOwn = (before * 8 + 5) / 6;
            int afterLastOwn = shifted.length * 8 / 6;
            forms.add(text.substring(firstOwn));
            forms.add(text.substring(firstOwn, afterLastOwn));
        }
        return forms.stream()
                .flatMap(form -> Stream.of(form, form.replace('+', '-').replace('/', '_')));
    }

    /** HTML forms, RFC 3986 and JavaScript's encodeURIComponent differ in what they leave as it is. */
    private static Stream<String> url(String value) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String percent = form.replace("+", "%20");
        String unreserved = percent.replace("%7E", "~").replace("*", "%2A");
        String component = percent.replace("%7E", "~")
                .replace("%21", "!")
                .replace("%27", "'")
                .replace("%28", "(")
                .replace("%29", ")");
        // Python's quote leaves the slash; encodeURI all that has a meaning in an address
        String path = unreserved.replace("%2F", "/");
        String address = component;
        for (char c : ";/?:@&=+$,#".toCharArray()) {
            address = address.replace("%%%02X".formatted((int) c), String.valueOf(c));
        }
        return Stream.of(form, percent, unreserved, component, path, address)
                .flatMap(text -> Stream.of(text, PERCENT.matcher(text).replaceAll(code -> code.group()
                        .toLowerCase(Locale.ROOT))));
    }

    /** RFC 8259, 7, with the escapes that libraries add: the slash, what HTML gives a meaning, all beyond ASCII. */
    private static Stream<String> json(String value) {
        IntPredicate control = c -> c < 0x20;
        IntPredicate html = c -> c < 0x20 || "<>&'=\u2028\u2029\u007f".indexOf(c) >= 0;
        IntPredicate goHtml = c -> c < 0x20 || "<>&\u2028\u2029".indexOf(c) >= 0;
        IntPredicate orgJson = c -> c < 0x20 || c >= 0x80 && c < 0xa0 || c >= 0x2000 && c < 0x2100;
        IntPredicate notAscii = c -> c < 0x20 || c > 0x7e;
        return Stream.of(control, html, goHtml, orgJson, notAscii)
                .flatMap(unicode -> Stream.of("\\u%04x", "\\u%04X").map(escape -> json(value, unicode, escape)))
                .flatMap(text -> Stream.of(text, text.replace("/", "\\/"), text.replace("</", "<\\/")));
    }

    private static String json(String value, IntPredicate unicode, String escape) {
        StringBuilder text = new StringBuilder();
        for (char c : value.toCharArray()) {
            int named = "\"\\\n\r\t\b\f".indexOf(c);
            if (named >= 0) {
                text.append('\\').append("\"\\nrtbf".charAt(named));
            } else if (unicode.test(c)) {
                text.append(escape.formatted((int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    /**
     * Our own quoting, that of Python's shlex, double quotes, bash's {@code printf %q} and {@code $'…'}, and Python's
     * repr.
     */
    private static Stream<String> shell(String value) {
        String backslashes = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return Stream.concat(
                ownQuoting(value),
                Stream.of(
                        value.replace("'", "'\"'\"'"),
                        SPECIAL_IN_DOUBLE_QUOTES.matcher(value).replaceAll("\\\\$0"),
                        SHELL_SPECIAL.matcher(value).replaceAll("\\\\$0"),
                        BASH_SPECIAL.matcher(value).replaceAll("\\\\$0"),
                        backslashes,
                        backslashes.replace("'", "\\'")));
    }

    private static Stream<String> ownQuoting(String value) {
        if (value.indexOf('\0') >= 0) {
            return Stream.empty();
        }
        String quoted =
                ShellQuote.word("'" + new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        return Stream.of(quoted.substring("''\\''".length(), quoted.length() - 1));
    }
}
