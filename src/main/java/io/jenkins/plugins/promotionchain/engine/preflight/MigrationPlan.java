package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the image itself said when it was asked for the plan of its migrations.
 *
 * @param exitStatus of the question; 0: it was answered
 * @param lastWords the last line of what went wrong, as the program wrote it; none where it was answered, or nothing was said
 * @param pending names of the migrations that are not applied, in their order; none where the question was not answered
 */
public record MigrationPlan(int exitStatus, Optional<String> lastWords, List<String> pending) {

    /** As {@code showmigrations --plan} marks one that is not applied (Django's documentation, "django-admin"). */
    private static final Pattern PENDING = Pattern.compile("\\[ ]\\s+(\\S+).*");

    private static final int SHOWN = 5;

    /** @throws IllegalArgumentException when something is pending by a question that was not answered */
    public MigrationPlan {
        pending = List.copyOf(pending);
        if (exitStatus != 0 && !pending.isEmpty()) {
            throw new IllegalArgumentException("A plan that could not be asked for has no migrations");
        }
    }

    static MigrationPlan of(CommandResult said) {
        if (!said.succeeded()) {
            Optional<String> last =
                    said.errors().lines().filter(line -> !line.isBlank()).reduce((before, line) -> line.strip());
            return new MigrationPlan(said.exitStatus(), last, List.of());
        }
        List<String> pending = said.output()
                .lines()
                .map(PENDING::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
        return new MigrationPlan(0, Optional.empty(), pending);
    }

    /** Whether the image could be asked at all. */
    public boolean answered() {
        return exitStatus == 0;
    }

    /** How many are pending, and the first {@value #SHOWN} of them. */
    public String inWords() {
        if (pending.isEmpty()) {
            return "none pending";
        }
        String first = String.join(", ", pending.subList(0, Math.min(SHOWN, pending.size())));
        return pending.size() + " pending: " + first + (pending.size() > SHOWN ? ", …" : "");
    }
}
