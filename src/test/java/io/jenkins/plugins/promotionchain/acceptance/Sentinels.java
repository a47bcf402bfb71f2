package io.jenkins.plugins.promotionchain.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What secrets are known by wherever they turn up: a part of each that no quoting and no URL-encoding alters, and what
 * Base64 makes of that part, whatever stands before it.
 */
final class Sentinels {

    private final List<String> patterns = new ArrayList<>();

    /** @param part at least 16 letters and digits of a secret */
    Sentinels add(String part) {
        if (!part.matches("[A-Za-z0-9]{16,}")) {
            throw new IllegalArgumentException("A part of a secret that every quoting leaves alone is needed");
        }
        patterns.add(part);
        for (int before = 0; before < 3; before++) {
            String encoded =
                    Base64.getEncoder().encodeToString(("x".repeat(before) + part).getBytes(StandardCharsets.UTF_8));
            // The first and the last characters also hold bits of what stands around the part.
            patterns.add(encoded.substring(4, encoded.length() - 4));
        }
        return this;
    }

    /** For what looks for them itself. */
    List<String> patterns() {
        return List.copyOf(patterns);
    }

    boolean in(String text) {
        return patterns.stream().anyMatch(text::contains);
    }

    /** The lines that hold one. */
    List<String> linesIn(String text) {
        return Stream.of(text.split("\n")).filter(this::in).toList();
    }
}
