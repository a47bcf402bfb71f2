package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.ArrayList;
import java.util.List;

/** What a form or a Configuration-as-Code file hands over may be null; inside the plugin nothing is. */
public final class FormText {

    private FormText() {}

    public static String trimmed(String text) {
        return text == null ? "" : text.strip();
    }

    /** @throws IllegalArgumentException when the text is not a port */
    public static Port port(String text) {
        if (!text.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("A port is a number from 1 to 65535, not '" + text + "'");
        }
        return new Port(Integer.parseInt(text));
    }

    /** @throws IllegalArgumentException when the text is not a whole number of at most nine digits */
    public static int number(String text) {
        if (!text.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException("'" + text + "' is not a whole number");
        }
        return Integer.parseInt(text);
    }

    /** A list that the configuration file can hold ({@link ArrayList}: plain in XML). */
    public static <T> List<T> list(List<T> values) {
        return values == null ? new ArrayList<>() : new ArrayList<>(values);
    }
}
