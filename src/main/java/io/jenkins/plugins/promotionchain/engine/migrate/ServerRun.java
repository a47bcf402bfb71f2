package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.PlacedEnvironment;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;

/**
 * {@link MigrationMode#SERVER}: a directory on the server itself. The environment file is in docker's format, where a
 * quote is a character like any other; so a shell cannot simply source it. It is read line by line as docker reads it
 * (see {@code engine.deploy.EnvFile}) and each value exported, which shows on no command line. A PATH in it is obeyed.
 * Lines whose name no shell
 * takes are left out, and the log says which line.
 */
final class ServerRun implements MigrationRun {

    /** For dash and busybox sh. {@code $cr}, {@code $bom}: a carriage return, a byte order mark. */
    private static final String SCRIPT =
            """
            promotion_chain_cr=$(printf '\\r')
            promotion_chain_bom=$(printf '\\357\\273\\277')
            load() {
                promotion_chain_number=0
                while IFS= read -r promotion_chain_line || [ -n "$promotion_chain_line" ]; do
                    promotion_chain_number=$((promotion_chain_number + 1))
                    [ "$promotion_chain_number" -gt 1 ] \\
                        || promotion_chain_line=${promotion_chain_line#"$promotion_chain_bom"}
                    promotion_chain_line=${promotion_chain_line%"$promotion_chain_cr"}
                    promotion_chain_line=${promotion_chain_line#"${promotion_chain_line%%[![:space:]]*}"}
                    case $promotion_chain_line in
                        '' | '#'*) continue ;;
                        *=*) ;;
                        *) continue ;;
                    esac
                    case ${promotion_chain_line%%=*} in
                        *[!A-Za-z0-9_]* | [0-9]* | '' | UID | EUID | PPID | SHELLOPTS | BASHOPTS)
                            printf 'Line %s of %s is left out: no shell takes that name.\\n' \\
                                "$promotion_chain_number" "$1" ;;
                        *) export "$promotion_chain_line" ;;
                    esac
                done < "$1"
            }
            main() {
                load @file || exit
                @exports
                unset promotion_chain_cr promotion_chain_bom promotion_chain_line promotion_chain_number
                cd @directory || exit
                exec /bin/sh -c @command
            }
            main </dev/null 2>&1
            """;

    private final Server server;
    private final Log log;
    private final MigrationRequest request;

    ServerRun(Server server, Log log, MigrationRequest request) {
        this.server = server;
        this.log = log;
        this.request = request;
    }

    @Override
    public void prepare() {
        // The directory and its programs are the server's own.
    }

    @Override
    public CommandResult run(PlacedEnvironment environment) throws PromotionFailure, InterruptedException {
        try {
            return server.run(
                    Command.script(script(environment)).withTimeout(request.timeout()), line -> log.line("  " + line));
        } catch (ConnectionLost e) {
            throw new ConnectionLost(
                    "The connection to " + server.place()
                            + " broke while the database was being migrated; the command may still be at work there",
                    "Look with 'ps' on that server, and run the build again when it has ended",
                    e);
        } catch (TimedOut e) {
            throw new TimedOut(
                    "The migration of " + request.target() + " on " + server.place() + " took longer than "
                            + request.timeout().toSeconds() + " s and was told to stop",
                    "Look at the output above for where it stood, and with 'ps' on that server whether it ended; give"
                            + " it more time with the parameter timeout",
                    e);
        }
    }

    private Sensitive script(PlacedEnvironment environment) {
        return Sensitive.of(SCRIPT.replace(
                        "@file", quotedPath(environment.file().orElseThrow()))
                .replace(
                        "@exports",
                        environment
                                .exports()
                                .map(path -> ". " + quotedPath(path) + " || exit")
                                .orElse(":"))
                .replace("@directory", quotedPath(request.workDirectory().orElse(".")))
                .replace("@command", ShellQuote.word(request.command())));
    }

    private static String quotedPath(String path) {
        return ShellQuote.word(path.startsWith("/") ? path : "./" + path);
    }
}
