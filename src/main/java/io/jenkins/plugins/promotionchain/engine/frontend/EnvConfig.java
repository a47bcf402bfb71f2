package io.jenkins.plugins.promotionchain.engine.frontend;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The public run-time configuration of a single-page frontend: what makes one image serve every environment.
 *
 * @param variable the global JavaScript variable, for example {@code ENV} for {@code window.ENV}: an ASCII identifier
 * @param values public: every visitor of the page can read them; any text as name or value; kept sorted by name
 */
public record EnvConfig(String variable, SortedMap<String, String> values) {

    public static final String DEFAULT_VARIABLE = "ENV";

    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    /**
     * Properties that every browser window has and that do not take an object: assigning navigates away, turns the
     * object into a text, throws, or does nothing (HTML standard, interface Window: members that are LegacyUnforgeable,
     * read-only or of a string type; ECMAScript, value properties of the global object).
     */
    private static final Set<String> TAKEN = Set.of(
            "Infinity",
            "NaN",
            "__proto__",
            "caches",
            "closed",
            "crypto",
            "customElements",
            "document",
            "frameElement",
            "globalThis",
            "history",
            "indexedDB",
            "isSecureContext",
            "localStorage",
            "location",
            "name",
            "navigation",
            "navigator",
            "opener",
            "sessionStorage",
            "speechSynthesis",
            "status",
            "styleMedia",
            "top",
            "undefined",
            "window");

    /** @throws IllegalArgumentException when the variable is not a name that a page can use */
    public EnvConfig {
        if (!IDENTIFIER.matcher(variable).matches()) {
            throw new IllegalArgumentException("'" + variable + "' is not a JavaScript variable name: letters, digits,"
                    + " _ and $, no digit first; only the name, as in ENV for window.ENV");
        }
        if (TAKEN.contains(variable)) {
            throw new IllegalArgumentException("'" + variable
                    + "' is a property that every browser window already has; choose another name, for example "
                    + DEFAULT_VARIABLE);
        }
        SortedMap<String, String> sorted = new TreeMap<>();
        sorted.putAll(values);
        values = Collections.unmodifiableSortedMap(sorted);
    }

    /** As above, from any map. */
    public EnvConfig(String variable, Map<String, String> values) {
        this(variable, new TreeMap<>(values));
    }

    /**
     * The file {@code env-config.js}: the same text for the same values, ASCII only, ending in a line feed, and safe to
     * stand in an inline script element.
     */
    public String text() {
        String properties = values.entrySet().stream()
                .map(value -> "\n  " + name(value.getKey()) + ": " + JavaScriptString.literal(value.getValue()))
                .collect(Collectors.joining(","));
        return "window." + variable + " = {" + properties + (values.isEmpty() ? "" : "\n") + "};\n";
    }

    /** SHA-256 of {@link #text()} in UTF-8: 64 lower-case hexadecimal digits. */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /**
     * A property name. {@code "__proto__": value} in an object literal sets the prototype, or nothing at all where the
     * value is a text; only a computed name makes it a property (ECMAScript, annex B, "__proto__ Property Names in
     * Object Initializers").
     */
    private static String name(String key) {
        String literal = JavaScriptString.literal(key);
        return key.equals("__proto__") ? "[" + literal + "]" : literal;
    }
}
