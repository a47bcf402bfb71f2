package io.jenkins.plugins.promotionchain.engine.secret;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces secrets in text that people read, also where they were encoded on the way: in Base64 (alone or inside a longer
 * text such as {@code user:password}), percent-encoded, as a JSON string, quoted for a shell. A secret of several lines
 * is replaced line by line, because logs come by line.
 *
 * <p>What is shorter than {@value #SHORTEST} characters is not replaced: it would blank half of every log and be guessed
 * anyway. Immutable.
 */
public final class SecretMasker {

    /** The shortest text that is replaced, in characters. */
    public static final int SHORTEST = 4;

    private static final String REPLACEMENT = Matcher.quoteReplacement("****");
    private static final Pattern NEVER = Pattern.compile("(?!)");

    private final Set<String> forms;
    private final Pattern pattern;

    private SecretMasker(Set<String> forms) {
        this.forms = forms;
        // Longest first: a secret that begins like another must not leave its rest behind.
        this.pattern = forms.isEmpty()
                ? NEVER
                : Pattern.compile(forms.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")));
    }

    /** Knows no secret. */
    public static SecretMasker empty() {
        return new SecretMasker(Set.of());
    }

    public static SecretMasker of(Collection<Sensitive> secrets) {
        SecretMasker masker = empty();
        return new SecretMasker(secrets.stream()
                .flatMap(each -> masker.formsOf(each).stream())
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Knows one secret more. */
    public SecretMasker with(Sensitive secret) {
        Set<String> more = new HashSet<>(forms);
        more.addAll(formsOf(secret));
        return new SecretMasker(Set.copyOf(more));
    }

    /** The text with every known secret replaced by {@code ****}. */
    public String mask(String text) {
        return pattern.matcher(text).replaceAll(REPLACEMENT);
    }

    private Set<String> formsOf(Sensitive secret) {
        Set<String> all = new TreeSet<>();
        String value = secret.reveal();
        SecretForms.of(value).forEach(all::add);
        value.lines().map(String::strip).flatMap(SecretForms::of).forEach(all::add);
        all.removeIf(form -> form.length() < SHORTEST);
        return all;
    }
}
