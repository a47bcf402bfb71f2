package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the image would change in the database; only told, as that is what a migration is there for. */
final class MigrationsJudge {

    /** As {@code showmigrations --plan} marks one that is not applied (Django's documentation, "django-admin"). */
    private static final Pattern PENDING = Pattern.compile("\\[ ]\\s+(\\S+).*");

    private static final int SHOWN = 5;

    private MigrationsJudge() {}

    static PreflightCheck notYet() {
        return PreflightCheck.skipped(CheckKind.MIGRATIONS, "not known before the image is on the server");
    }

    static PreflightCheck judge(CommandResult said) {
        if (!said.succeeded()) {
            Optional<String> last =
                    said.errors().lines().filter(line -> !line.isBlank()).reduce((before, line) -> line.strip());
            return PreflightCheck.skipped(
                    CheckKind.MIGRATIONS,
                    "not known: 'python manage.py showmigrations' in a container of the image ended with exit status "
                            + said.exitStatus()
                            + last.map(line -> " (" + line + ")").orElse(""));
        }
        List<String> pending = said.output()
                .lines()
                .map(PENDING::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1))
                .toList();
        if (pending.isEmpty()) {
            return PreflightCheck.ok(CheckKind.MIGRATIONS, "none pending");
        }
        String first = String.join(", ", pending.subList(0, Math.min(SHOWN, pending.size())));
        return PreflightCheck.ok(
                CheckKind.MIGRATIONS, pending.size() + " pending: " + first + (pending.size() > SHOWN ? ", …" : ""));
    }
}
