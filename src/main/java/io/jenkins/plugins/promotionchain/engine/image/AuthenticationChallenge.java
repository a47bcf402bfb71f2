package io.jenkins.plugins.promotionchain.engine.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110, section 11.6.1): a scheme and its parameters. One
 * header may hold several challenges, and parameters are parted by commas too; quoted values may hold commas and
 * escaped quotes.
 *
 * @param scheme in lower case
 * @param parameters names in lower case
 */
record AuthenticationChallenge(String scheme, Map<String, String> parameters) {

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern PARAMETER =
            Pattern.compile("\\G(" + TOKEN + ")[ \\t]*=[ \\t]*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|(" + TOKEN + "))");
    private static final Pattern SCHEME =
            Pattern.compile("\\G(" + TOKEN + ")(?:[ \\t]+(?:[A-Za-z0-9._~+/-]+=*(?=[ \\t]*(?:,|$)))?|(?=,|$))");
    private static final Pattern SEPARATOR = Pattern.compile("\\G[ \\t,]+");

    AuthenticationChallenge {
        parameters = Map.copyOf(parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** All challenges of all headers of that name; what does not follow the grammar ends the header it stands in. */
    static List<AuthenticationChallenge> parse(List<String> headers) {
        List<AuthenticationChallenge> challenges = new ArrayList<>();
        headers.forEach(header -> parse(header, challenges));
        return challenges;
    }

    private static void parse(String header, List<AuthenticationChallenge> challenges) {
        String scheme = null;
        Map<String, String> parameters = new TreeMap<>();
        int at = 0;
        while (at < header.length()) {
            Matcher separator = SEPARATOR.matcher(header).region(at, header.length());
            Matcher parameter = PARAMETER.matcher(header).region(at, header.length());
            Matcher newScheme = SCHEME.matcher(header).region(at, header.length());
            if (separator.find()) {
                at = separator.end();
            } else if (scheme != null && parameter.find()) {
                parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), value(parameter));
                at = parameter.end();
            } else if (newScheme.find()) {
                add(scheme, parameters, challenges);
                scheme = newScheme.group(1).toLowerCase(Locale.ROOT);
                parameters = new TreeMap<>();
                at = newScheme.end();
            } else {
                break;
            }
        }
        add(scheme, parameters, challenges);
    }

    private static String value(Matcher parameter) {
        String quoted = parameter.group(2);
        return quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
    }

    private static void add(String scheme, Map<String, String> parameters, List<AuthenticationChallenge> challenges) {
        if (scheme != null) {
            challenges.add(new AuthenticationChallenge(scheme, parameters));
        }
    }
}
