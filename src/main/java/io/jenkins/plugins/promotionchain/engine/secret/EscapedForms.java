package io.jenkins.plugins.promotionchain.engine.secret;

import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** The forms of a value in HTML, and where a program writes nothing but ASCII. */
final class EscapedForms {

    private EscapedForms() {}

    static Stream<String> of(String value) {
        String backslashes = value.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t");
        return Stream.concat(
                html(value),
                Stream.of(backslashes, backslashes.replace("'", "\\'"))
                        .flatMap(text -> Stream.of(
                                bytes(text, "\\x%02x"),
                                bytes(text, "\\x%02X"),
                                bytes(text, "\\%03o"),
                                characters(text))));
    }

    /** Python's and Django's escape, Go's, and that of text outside attributes. */
    private static Stream<String> html(String value) {
        String text = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String quoted = text.replace("\"", "&quot;");
        return Stream.of(
                text,
                quoted,
                quoted.replace("'", "&#x27;"),
                quoted.replace("'", "&#39;"),
                text.replace("\"", "&#34;").replace("'", "&#39;"));
    }

    /** Python's repr of bytes, and bash in a C locale. */
    private static String bytes(String value, String escape) {
        return notAscii(value, point -> {
            StringBuilder text = new StringBuilder();
            for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
                text.append(escape.formatted(b & 0xff));
            }
            return text.toString();
        });
    }

    /** Python's {@code ascii()}, and its standard error in a C locale. */
    private static String characters(String value) {
        return notAscii(
                value,
                point -> point < 0x100
                        ? "\\x%02x".formatted(point)
                        : point < 0x10000 ? "\\u%04x".formatted(point) : "\\U%08x".formatted(point));
    }

    private static String notAscii(String value, IntFunction<String> escape) {
        StringBuilder text = new StringBuilder();
        value.codePoints()
                .forEach(point -> text.append(point < 0x80 ? Character.toString(point) : escape.apply(point)));
        return text.toString();
    }
}
