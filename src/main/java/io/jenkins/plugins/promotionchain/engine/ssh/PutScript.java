package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Puts a file by one command: the script is an argument, the content comes on standard input. The size is an argument
 * too: a connection that is cut looks like the end of the content to the server, and half a file must not be renamed
 * into place. A symbolic link at the path is replaced, not followed.
 *
 * <p>Root keeps the owner of the file it replaces. The answer is a line with a token that is new for each call, so that
 * what a shell profile prints cannot be taken for it.
 */
final class PutScript {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** For dash, bash and busybox; needs cat, chmod, cmp, cut, ls, mkdir, mktemp, mv, rm and wc. */
    private static final String SCRIPT =
            """
            umask 077
            LC_ALL=C
            export LC_ALL
            target=$1 mode=$2 size=$3 token=$4
            fail() { echo "$1" >&2; exit 1; }
            case $target in /*) ;; *) target=./$target ;; esac
            directory=${target%/*}
            [ -n "$directory" ] || directory=/
            [ -d "$target" ] && fail "it is a directory"
            mkdir -p "$directory" || exit 1
            new=$(mktemp "$directory/.put.XXXXXX") || exit 1
            trap 'rm -f "$new"' EXIT
            trap 'exit 1' HUP INT TERM PIPE
            cat > "$new" || exit 1
            [ "$(( $(wc -c < "$new") ))" -eq "$size" ] || fail "the content did not arrive whole"
            state=CREATED
            if [ -e "$target" ] || [ -L "$target" ]; then
                state=REPLACED
            fi
            if [ -f "$target" ] && [ ! -L "$target" ]; then
                set -- $(ls -ldn "$target")
                chown "$3:$4" "$new" 2>/dev/null || :
            fi
            chmod "$mode" "$new" || exit 1
            permissions() { ls -ld "$1" | cut -c1-10; }
            if [ -f "$target" ] && [ ! -L "$target" ] && cmp -s "$new" "$target" &&
                    [ "$(permissions "$new")" = "$(permissions "$target")" ]; then
                state=UNCHANGED
            else
                mv -f "$new" "$target" || exit 1
            fi
            printf '\\n%s %s\\n' "$token" "$state"
            """;

    private final RemoteFile file;
    private final String token = UUID.randomUUID().toString();

    PutScript(RemoteFile file) {
        this.file = file;
    }

    Command command() {
        int size = file.content().revealBytes().length;
        return Command.of("sh", "-c", SCRIPT, "put", file.path(), file.mode(), Integer.toString(size), token)
                .withInput(file.content())
                .withTimeout(TIMEOUT);
    }

    /** What the script reported; empty: it did not come to its end. */
    Optional<FileChange> changeIn(CommandResult result) {
        return Stream.of(FileChange.values())
                .filter(change -> result.succeeded() && result.output().contains(token + " " + change + "\n"))
                .findFirst();
    }
}
