package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads from the output of a failed migration what a person would look for: the one line that tells, and what to do
 * about
 * it. The words are those of Django, psycopg and PostgreSQL; of other tools the last line is taken.
 *
 * @param line the telling line, without secrets and its full stop; empty when there was no output
 * @param whatToDo a sentence without its full stop
 */
public record MigrationDiagnosis(String line, String whatToDo) {

    /** {@code django.db.utils.OperationalError: …}, {@code CommandError: …}, {@code ERROR: …}. */
    private static final Pattern TELLING =
            Pattern.compile("^(?:[A-Za-z_][\\w.]*(?:Error|Exception|Interrupt)|ERROR|FATAL)(?::.*)?$");

    private static final Pattern URL_ACCOUNT = Pattern.compile("://[^\\s/@]+@");
    private static final int SHORTEST_SECRET = 4;
    private static final int LONGEST_LINE = 500;
    private static final String OTHERWISE = "See the output above; nothing was deployed";

    /** Nothing was asked of a database: the program itself is not there. */
    private static final String NO_COMMAND = "Check the command and workDirectory of sshMigrate";

    private record Advice(Pattern words, String whatToDo) {}

    private static final List<Advice> ADVICE = List.of(
            advice(
                    "connection refused|connection timed out|connection timeout|timeout expired|timed out"
                            + "|could not translate host name|no route to host|network is unreachable"
                            + "|could not connect to server|name or service not known|name resolution"
                            + "|server closed the connection|starting up|can't connect to",
                    "The database cannot be reached from that server: check the address in DATABASE_URL, that the"
                            + " database runs, and that its firewall lets the server in"),
            advice(
                    "password authentication failed|no pg_hba.conf entry|role \".*\" does not exist"
                            + "|access denied for user",
                    "The database refuses the account: check user and password in DATABASE_URL"),
            advice(
                    "database \".*\" does not exist|unknown database",
                    "Create the database, or correct its name in DATABASE_URL"),
            advice(
                    "permission denied for|must be owner of",
                    "Give the database account the right to change the schema"),
            advice(
                    "conflicting migrations",
                    "Merge the migrations in the source ('python manage.py makemigrations --merge') and build again"),
            advice(
                    "already exists",
                    "The schema differs from what the migrations expect: compare 'python manage.py showmigrations' with"
                            + " the tables"),
            advice("can't open file|no such file or directory|no module named|not found", NO_COMMAND));

    /** @param secrets values that may stand in the output */
    public static MigrationDiagnosis of(String output, Collection<Sensitive> secrets) {
        List<String> lines = output.lines()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        String telling = "";
        for (String candidate : lines) {
            if (TELLING.matcher(candidate).matches()) {
                telling = candidate;
            }
        }
        if (telling.isEmpty() && !lines.isEmpty()) {
            telling = lines.get(lines.size() - 1);
        }
        // psycopg tells the reason of an OperationalError on the lines after it, so the advice looks at all that
        // follows.
        int at = Math.max(0, lines.lastIndexOf(telling));
        String following = String.join("\n", lines.subList(at, lines.size()));
        String whatToDo = ADVICE.stream()
                .filter(advice -> advice.words().matcher(following).find())
                .map(Advice::whatToDo)
                .findFirst()
                .orElse(OTHERWISE);
        return new MigrationDiagnosis(withoutSecrets(telling, secrets).replaceFirst("[.\\s]+$", ""), whatToDo);
    }

    /** Whether the words were understood. */
    public boolean understood() {
        return !whatToDo.equals(OTHERWISE);
    }

    /** Whether the words tell of a program that is not there, or lacks a part of itself; no database was asked then. */
    public boolean lacksProgram() {
        return whatToDo.equals(NO_COMMAND);
    }

    private static String withoutSecrets(String line, Collection<Sensitive> secrets) {
        String clean = line;
        List<String> values = secrets.stream()
                .map(Sensitive::reveal)
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        for (String value : values) {
            clean = clean.replace(value, "****");
        }
        clean = URL_ACCOUNT.matcher(clean).replaceAll(Matcher.quoteReplacement("://****@"));
        return clean.length() > LONGEST_LINE ? clean.substring(0, LONGEST_LINE) + "…" : clean;
    }

    private static Advice advice(String words, String whatToDo) {
        return new Advice(Pattern.compile(words, Pattern.CASE_INSENSITIVE), whatToDo);
    }
}
