package io.jenkins.plugins.promotionchain.engine.nginx;

import java.util.regex.Pattern;

/**
 * Texts as values in an nginx configuration. The one place of the plugin that escapes for nginx.
 *
 * <p>The rules are those of nginx's own reader, {@code ngx_conf_read_token} in {@code src/core/ngx_conf_file.c}:
 * between double quotes only the double quote and the backslash are special; semicolons, braces, {@code #} and white
 * space are not.
 */
public final class NginxText {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:*\\[\\]-]+");

    private NginxText() {}

    /**
     * The value as nginx reads it back: as it stands when it is plain, else in double quotes.
     *
     * @throws IllegalArgumentException for a control character, which has no business in a configuration, and for a
     *     dollar sign: most directives take it for the beginning of a variable, and nginx has no way to escape it
     */
    public static String value(String text) {
        if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("A line break or another control character cannot stand in the nginx"
                    + " configuration: '" + text.replaceAll("\\p{Cntrl}", "\ufffd") + "'");
        }
        if (text.indexOf('$') >= 0) {
            throw new IllegalArgumentException("A dollar sign would begin a variable in the nginx configuration, and"
                    + " nginx cannot escape it: '" + text + "'");
        }
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
