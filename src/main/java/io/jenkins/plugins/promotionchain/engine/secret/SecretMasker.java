package io.jenkins.plugins.promotionchain.engine.secret;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Replaces secrets in text by {@value #MASK}: as they are, and in the forms in which programs print them (base64,
 * URL-encoded, JSON, shell; see {@link SecretForms}). Of a secret of several lines each line is a secret too, because
 * logs are written line by line; and of an address with a password in it, the password. Where found forms overlap, all that any of them covers is masked, so that of two
 * secrets with a common part neither shows the rest of the other.
 *
 * <p>Values, lines and forms of fewer than {@value #SHORTEST} characters are <em>not</em> masked: they turn up by
 * chance everywhere, and masking them would make a log unreadable and tell where they are. Whoever has such a secret
 * has to be told to take a longer one.
 *
 * <p>Immutable. The time to mask a line does not depend on how many secrets there are, as long as they begin
 * differently.
 */
public final class SecretMasker {

    /** What stands in the place of a secret, whatever its length. */
    public static final String MASK = "****";

    /** In characters. */
    public static final int SHORTEST = 4;

    private static final SecretMasker NONE = new SecretMasker(Set.of());

    private final Set<String> forms;
    private final Map<Long, List<String>> byBeginning;

    private SecretMasker(Set<String> forms) {
        this.forms = Set.copyOf(forms);
        this.byBeginning =
                new HashMap<>(this.forms.stream().collect(Collectors.groupingBy(form -> beginning(form, 0))));
    }

    /** Knows no secret. */
    public static SecretMasker none() {
        return NONE;
    }

    public static SecretMasker of(Collection<Sensitive> secrets) {
        return NONE.with(secrets);
    }

    /** Knows these secrets, too. */
    public SecretMasker with(Collection<Sensitive> secrets) {
        Set<String> all = new HashSet<>(forms);
        secrets.stream()
                .flatMap(secret -> parts(secret.reveal()))
                .filter(part -> part.length() >= SHORTEST)
                .flatMap(SecretForms::of)
                .filter(form -> form.length() >= SHORTEST)
                .forEach(all::add);
        return new SecretMasker(all);
    }

    /** Whether a secret is long enough to be masked. */
    public static boolean canMask(Sensitive secret) {
        return parts(secret.reveal()).anyMatch(part -> part.length() >= SHORTEST);
    }

    /** The text with all that is secret replaced. */
    public String mask(String text) {
        BitSet secret = new BitSet();
        for (int i = 0; i + SHORTEST <= text.length(); i++) {
            for (String form : byBeginning.getOrDefault(beginning(text, i), List.of())) {
                if (text.startsWith(form, i)) {
                    secret.set(i, i + form.length());
                }
            }
        }
        return secret.isEmpty() ? text : replace(text, secret);
    }

    private static String replace(String text, BitSet secret) {
        StringBuilder masked = new StringBuilder();
        int shown = 0;
        for (int from = secret.nextSetBit(0); from >= 0; from = secret.nextSetBit(shown)) {
            masked.append(text, shown, from).append(MASK);
            shown = secret.nextClearBit(from);
        }
        return masked.append(text, shown, text.length()).toString();
    }

    private static Stream<String> parts(String value) {
        return Stream.of(Stream.of(value, value.strip()), value.lines().map(String::strip), UrlPassword.partsOf(value))
                .flatMap(parts -> parts);
    }

    /** The first {@value #SHORTEST} characters, 16 bits each, in one number. */
    private static Long beginning(String text, int at) {
        long number = 0;
        for (int i = 0; i < SHORTEST; i++) {
            number = number << 16 | text.charAt(at + i);
        }
        return number;
    }
}
