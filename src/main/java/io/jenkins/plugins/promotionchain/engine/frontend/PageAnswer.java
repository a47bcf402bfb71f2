package io.jenkins.plugins.promotionchain.engine.frontend;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a web server answered.
 *
 * @param status HTTP status
 * @param headers {@code name: value}, in the order of the answer
 * @param text the whole body, one character per byte
 */
record PageAnswer(int status, List<String> headers, String text) {

    PageAnswer {
        headers = List.copyOf(headers);
    }

    /** All values of a header, as one list with commas; none where it is missing. */
    Optional<String> header(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return headers.stream()
                .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(header -> header.substring(prefix.length()).strip())
                .reduce((one, other) -> one + ", " + other);
    }

    byte[] body() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
