package io.jenkins.plugins.promotionchain.engine.image;

/**
 * Part of a text that is too long for a message. It is cut at white space only, because secrets are masked afterwards
 * and half a secret would not be found; a word that does not fit goes as a whole.
 */
final class Excerpt {

    private static final String LEFT_OUT = "…";

    private Excerpt() {}

    /** @param longest in characters */
    static String beginning(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest;
        while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        return (text.substring(0, end).stripTrailing() + " " + LEFT_OUT).stripLeading();
    }

    /** @param longest in characters */
    static String end(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int start = text.length() - longest;
        while (start < text.length() && !Character.isWhitespace(text.charAt(start - 1))) {
            start++;
        }
        return (LEFT_OUT + " " + text.substring(start).stripLeading()).stripTrailing();
    }
}
