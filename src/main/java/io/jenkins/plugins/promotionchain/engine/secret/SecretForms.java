package io.jenkins.plugins.promotionchain.engine.secret;

import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.json.JSONObject;

/** The forms in which a text turns up when programs hand it on. */
final class SecretForms {

    /** Base64 of fewer bytes is too likely to stand in a text by chance. */
    private static final int SHORTEST_BASE64 = 6;

    private SecretForms() {}

    static Stream<String> of(String value) {
        if (value.isEmpty() || value.indexOf('\0') >= 0) {
            return Stream.of(value);
        }
        String quoted = ShellQuote.word(value);
        return Stream.of(
                        Stream.of(value, quoted, unwrapped(quoted), unwrapped(JSONObject.quote(value))),
                        percentEncoded(value),
                        base64(value.getBytes(StandardCharsets.UTF_8)))
                .flatMap(each -> each);
    }

    /** Without the quotation marks around it, which may have been joined with other text. */
    private static String unwrapped(String quoted) {
        boolean wrapped = quoted.length() > 2 && (quoted.startsWith("'") || quoted.startsWith("\""));
        return wrapped ? quoted.substring(1, quoted.length() - 1) : quoted;
    }

    private static Stream<String> percentEncoded(String value) {
        String form = URLEncoder.encode(value, StandardCharsets.UTF_8);
        String strict = form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~");
        return Stream.of(form, strict).flatMap(each -> Stream.of(each, lowerHex(each)));
    }

    private static String lowerHex(String encoded) {
        return java.util.regex.Pattern.compile("%[0-9A-F]{2}").matcher(encoded).replaceAll(match -> match.group()
                .toLowerCase(Locale.ROOT));
    }

    /** Also inside a longer text: what stands before shifts the alphabet's groups by 0, 1 or 2 bytes. */
    private static Stream<String> base64(byte[] bytes) {
        if (bytes.length < SHORTEST_BASE64) {
            return Stream.empty();
        }
        return Stream.of(Base64.getEncoder(), Base64.getUrlEncoder())
                .flatMap(encoder -> Stream.concat(
                        Stream.of(encoder.encodeToString(bytes)),
                        IntStream.range(0, 3).mapToObj(shift -> shifted(encoder, bytes, shift))));
    }

    /** Only the characters that depend on the secret alone, whatever stands before and behind it. */
    private static String shifted(Base64.Encoder encoder, byte[] bytes, int shift) {
        byte[] moved = new byte[bytes.length + shift];
        System.arraycopy(bytes, 0, moved, shift, bytes.length);
        Arrays.fill(moved, 0, shift, (byte) 'x');
        String text = encoder.withoutPadding().encodeToString(moved);
        int from = shift == 0 ? 0 : shift + 1;
        int to = moved.length / 3 * 4 + (moved.length % 3 == 0 ? 0 : moved.length % 3);
        return text.substring(from, to);
    }
}
