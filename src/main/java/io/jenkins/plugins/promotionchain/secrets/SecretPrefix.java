package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the credential ids of one environment begin with: {@code DEV} for {@code DEV_DATABASE_URL}. */
public record SecretPrefix(String value) {

    private static final Pattern VALID = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");

    public SecretPrefix {
        if (!VALID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a secret prefix: upper-case letters, digits and single _ between them");
        }
    }

    public static SecretPrefix of(String value) {
        return new SecretPrefix(value);
    }

    /** The prefix that an environment has when none is configured: its name in the form of a credential id. */
    public static SecretPrefix defaultFor(EnvironmentName environment) {
        return new SecretPrefix(
                idForm(environment.value()).replaceAll("_+", "_").replaceAll("_$", ""));
    }

    /**
     * Whether a credential id is one of this environment's: the prefix itself, or the prefix and an underscore. Case and
     * separators are ignored, so that {@code prod-ssh-key} counts as one of {@code PROD} too.
     */
    public boolean owns(String credentialId) {
        String id = idForm(credentialId);
        return id.equals(value) || id.startsWith(value + "_");
    }

    /** A name as it stands inside a credential id: upper case, everything but letters and digits an underscore. */
    static String idForm(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    @Override
    public String toString() {
        return value;
    }
}
