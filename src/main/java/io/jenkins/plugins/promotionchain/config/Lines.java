package io.jenkins.plugins.promotionchain.config;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Text fields that hold one thing per line; blank lines and lines that begin with # are notes. */
public final class Lines {

    private Lines() {}

    /** The lines that count, without white space at either end. */
    public static List<String> of(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /**
     * Lines of the form {@code NAME=value}.
     *
     * @throws IllegalArgumentException naming the line that is not of this form, or a name that stands there twice
     */
    public static SortedMap<String, String> pairs(String text) {
        SortedMap<String, String> pairs = new TreeMap<>();
        for (String line : of(text)) {
            int equals = line.indexOf('=');
            String name = equals < 0 ? "" : line.substring(0, equals).strip();
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new IllegalArgumentException(
                        "'" + line + "' is not of the form NAME=value, NAME being letters, digits and _");
            }
            if (pairs.put(name, line.substring(equals + 1).strip()) != null) {
                throw new IllegalArgumentException("'" + name + "' is given twice");
            }
        }
        return pairs;
    }
}
