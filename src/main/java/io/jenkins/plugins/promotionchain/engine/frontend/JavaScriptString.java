package io.jenkins.plugins.promotionchain.engine.frontend;

/**
 * Texts as JavaScript string literals. The one place of the plugin that escapes for JavaScript.
 *
 * <p>A literal consists of printable ASCII only, so it means the same whatever character set a browser assumes for the
 * file. It never contains a line terminator (U+2028 and U+2029 end a line in scripts before ECMAScript 2019), nor any
 * of {@code < > &}, so that neither {@code </script>} nor {@code <!--} can end or bend an inline script element (HTML
 * standard, "Restrictions for contents of script elements"). Every UTF-16 code unit survives, lone surrogates included
 * (ECMAScript, "String Literals", {@code \\uXXXX}).
 */
public final class JavaScriptString {

    private static final String ESCAPED = "\"'`\\<>&";

    private JavaScriptString() {}

    /** The literal, with its double quotes, that a JavaScript engine reads as exactly this text. */
    public static String literal(String text) {
        StringBuilder literal = new StringBuilder(text.length() + 16).append('"');
        text.chars().forEach(unit -> {
            if (unit >= ' ' && unit <= '~' && ESCAPED.indexOf(unit) < 0) {
                literal.append((char) unit);
            } else {
                literal.append("\\u%04x".formatted(unit));
            }
        });
        return literal.append('"').toString();
    }
}
