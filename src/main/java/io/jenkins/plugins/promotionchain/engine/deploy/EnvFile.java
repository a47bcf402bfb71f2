package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Environment variables as files that hand them to a container byte for byte.
 *
 * <p>The first file is in the format of {@code docker run --env-file}. Its reader (docker/cli, opts/file.go; later
 * pkg/kvfile) drops white space before a name, skips lines that begin with {@code #}, splits at the first {@code =} and
 * takes the rest of the line as it stands: no quoting, no escapes. It reads with Go's {@code bufio.ScanLines}, which
 * ends a line at a newline, drops one carriage return before it, and gives up at 64 KiB; it refuses invalid UTF-8.
 *
 * <p>Values that such a line cannot carry go into a second file of {@code export NAME='…'} lines. A shell reads that
 * one, and docker takes the values from its own environment: {@code docker run --env NAME}.
 */
public final class EnvFile {

    /** A line with its newline has to fit into the 64 KiB buffer of Go's {@code bufio.Scanner}. */
    static final int LONGEST_LINE = 65_535;

    /** Linux refuses a longer {@code NAME=value} and its NUL at exec (MAX_ARG_STRLEN, linux/binfmts.h: 32 pages). */
    static final int LONGEST_VARIABLE = 131_071;

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Names that would change the shell or the docker client on the way, instead of only reaching the container. */
    private static final Pattern STEERS_THE_SHELL =
            Pattern.compile("PATH|HOME|IFS|ENV|PWD|OLDPWD|PS[124]|LANG|LC_.*|LD_.*|GO[A-Z]+|DOCKER_.*|SSL_CERT_.*"
                    + "|(?i:https?_proxy|no_proxy|all_proxy)");

    private final Sensitive content;
    private final Optional<Sensitive> exports;
    private final List<String> exportedNames;

    private EnvFile(Sensitive content, Optional<Sensitive> exports, List<String> exportedNames) {
        this.content = content;
        this.exports = exports;
        this.exportedNames = List.copyOf(exportedNames);
    }

    /** @throws IllegalArgumentException when a shell does not take the name of a variable */
    public static String checkedName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is not the name of a variable: letters, digits and _, no digit first");
        }
        return name;
    }

    /**
     * @throws InvalidInput when a name is not one that a shell takes, or a value cannot reach a container at all:
     *     with a
     *     NUL or half a surrogate pair in it, or too long for Linux
     */
    public static EnvFile of(SortedMap<String, Sensitive> values) throws InvalidInput {
        StringBuilder lines = new StringBuilder();
        StringBuilder exports = new StringBuilder();
        List<String> exported = new ArrayList<>();
        for (Map.Entry<String, Sensitive> entry : values.entrySet()) {
            String name = entry.getKey();
            String value = entry.getValue().reveal();
            check(name, value);
            if (fitsOneLine(name, value)) {
                lines.append(name).append('=').append(value).append('\n');
            } else {
                checkExport(name);
                exports.append("export ")
                        .append(name)
                        .append('=')
                        .append(ShellQuote.word(value))
                        .append('\n');
                exported.add(name);
            }
        }
        return new EnvFile(
                Sensitive.of(lines.toString()),
                exported.isEmpty() ? Optional.empty() : Optional.of(Sensitive.of(exports.toString())),
                exported);
    }

    /** What {@code --env-file} is given. */
    public Sensitive content() {
        return content;
    }

    /** What a shell has to read before it calls docker; empty: nothing. */
    public Optional<Sensitive> exports() {
        return exports;
    }

    /** The names that {@link #exports()} sets, in order: one {@code --env} each. */
    public List<String> exportedNames() {
        return exportedNames;
    }

    private static boolean fitsOneLine(String name, String value) {
        return value.indexOf('\n') < 0 && !value.endsWith("\r") && length(name, value) + 1 <= LONGEST_LINE;
    }

    private static int length(String name, String value) {
        return name.length() + 1 + value.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void check(String name, String value) throws InvalidInput {
        if (!NAME.matcher(name).matches()) {
            throw new InvalidInput(
                    "'" + name + "' cannot be the name of an environment variable",
                    "Use letters, digits and _ only, and no digit at the beginning; nothing was changed");
        }
        if (value.indexOf('\0') >= 0) {
            throw new InvalidInput(
                    "The value of " + name + " has a NUL character in it, which no environment variable can hold",
                    "Store it in another form, for example Base64; nothing was changed");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw new InvalidInput(
                    "The value of " + name + " is not valid Unicode text (half a surrogate pair)",
                    "Enter the credential again; nothing was changed");
        }
        if (length(name, value) >= LONGEST_VARIABLE) {
            throw new InvalidInput(
                    "The value of " + name + " is longer than the 128 KiB that Linux allows an environment variable",
                    "Mount it as a file through a volume instead; nothing was changed");
        }
    }

    private static void checkExport(String name) throws InvalidInput {
        if (STEERS_THE_SHELL.matcher(name).matches()) {
            throw new InvalidInput(
                    "The value of " + name + " has a line break at its end or in it, or is longer than 64 KiB, and a"
                            + " variable of that name cannot be handed over like that because docker obeys it",
                    "Give the value on one line, or rename the variable; nothing was changed");
        }
    }
}
