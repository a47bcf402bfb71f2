package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import java.util.List;
import java.util.Optional;

/**
 * The scripts of {@link RecreateSwap}, for dash and busybox sh. Each is one unit on the server: it goes on when the
 * connection is cut, and {@code replace} and {@code confirm} put back what they changed when a command fails or the
 * script is told to stop.
 *
 * <p>All of a script is inside functions, called in its last line: one that arrives only in part does nothing. Docker's
 * output goes through a variable, because a docker client that writes to a cut connection dies of SIGPIPE.
 */
final class SwapScripts {

    /** Another run has begun to replace the same container; nothing was changed. */
    static final int OCCUPIED = 75;

    private static final String COMMON =
            """
            set -u
            trap '' HUP PIPE
            serving=@serving
            candidate=@candidate
            previous=@previous
            say() { printf '%s\\n' "$*" >&2 || :; }
            attempt() {
                output=$("$@" 2>&1 </dev/null) && return 0
                status=$?
                say "$output"
                return "$status"
            }
            id_of() { docker ps --all --quiet --no-trunc --filter "name=^/$1\\$" </dev/null; }
            restore_once() {
                left=$(id_of "$candidate") || return
                [ -z "$left" ] || attempt docker rm --force --volumes "$candidate" || return
                good=$(id_of "$serving") || return
                if [ -z "$good" ]; then
                    good=$(id_of "$previous") || return
                    [ -n "$good" ] || return 0
                    attempt docker rename "$previous" "$serving" || return
                fi
                attempt docker start "$serving"
            }
            restore() {
                for pause in 1 2 3 0; do
                    restore_once && return 0
                    sleep "$pause"
                done
                return 1
            }
            undo() {
                failed=$?
                trap '' HUP INT TERM PIPE
                trap - EXIT
                [ "$finished" = yes ] && exit 0
                say "Undoing: the version before is brought back."
                restore || say "The version before could not be brought back."
                [ "$failed" -ne 0 ] || failed=1
                exit "$failed"
            }
            begin() {
                finished=no
                trap undo EXIT
                trap 'exit 130' INT
                trap 'exit 143' TERM
            }
            """;

    private static final String REPLACE =
            """
            run_candidate() (
                @exports
                exec @run
            )
            main() {
                begun=$(id_of "$candidate") || exit
                if [ -n "$begun" ]; then
                    say "There is a container $candidate already."
                    exit @occupied
                fi
                old=$(id_of "$serving") || exit
                last=$(id_of "$previous") || exit
                begin
                if [ -z "$old" ] && [ -n "$last" ]; then
                    attempt docker rename "$previous" "$serving" || exit
                    old=$last
                fi
                [ -z "$old" ] || attempt docker stop --time @grace "$serving" || exit
                attempt run_candidate || exit
                finished=yes
            }
            main </dev/null
            """;

    private static final String CONFIRM =
            """
            main() {
                begun=$(id_of "$candidate") || exit
                if [ -z "$begun" ]; then
                    say "There is no container $candidate any more."
                    exit 1
                fi
                old=$(id_of "$serving") || exit
                last=$(id_of "$previous") || exit
                begin
                if [ -n "$old" ]; then
                    [ -z "$last" ] || attempt docker rm --force "$previous" || exit
                    attempt docker rename "$serving" "$previous" || exit
                fi
                attempt docker rename "$candidate" "$serving" || exit
                finished=yes
                [ -z "$old" ] || attempt docker update --restart no "$previous" \\
                    || say "WARNING: $previous keeps its restart policy and may come up with the docker engine."
            }
            main </dev/null
            """;

    private static final String UNDO =
            """
            main() {
                trap '' INT TERM
                restore
            }
            main </dev/null
            """;

    private final ContainerNames names;

    SwapScripts(ContainerNames names) {
        this.names = names;
    }

    /**
     * Stops the container that serves and starts the candidate.
     *
     * @param run command line that starts the candidate in the background
     * @param exports file that a shell reads before, see {@link EnvFile}
     * @param graceSeconds for the old container to end by itself
     */
    Sensitive replace(List<String> run, Optional<String> exports, long graceSeconds) {
        return script(REPLACE.replace("@occupied", Integer.toString(OCCUPIED))
                .replace("@grace", Long.toString(graceSeconds))
                .replace(
                        "@exports",
                        exports.map(path -> ". " + ShellQuote.word(sourced(path)) + " || exit")
                                .orElse(":"))
                .replace("@run", ShellQuote.words(run)));
    }

    /** Makes the candidate the container that serves; the old one stays, stopped, as the previous one. */
    Sensitive confirm() {
        return script(CONFIRM);
    }

    /** Removes the candidate and starts what served before, from whatever state a cut-off run left. */
    Sensitive undo() {
        return script(UNDO);
    }

    private Sensitive script(String body) {
        return Sensitive.of(COMMON.replace("@serving", quoted(names.serving()))
                        .replace("@candidate", quoted(names.candidate()))
                        .replace("@previous", quoted(names.previous()))
                + body);
    }

    private static String quoted(ContainerName name) {
        return ShellQuote.word(name.value());
    }

    /** A dot looks for a name without a slash on the PATH. */
    static String sourced(String path) {
        return path.startsWith("/") ? path : "./" + path;
    }
}
