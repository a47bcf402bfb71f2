package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.deploy.PlacedEnvironment;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;

/**
 * {@link MigrationMode#SERVER}: a directory on the server itself. The environment file is in docker's format, where a
 * quote is a character like any other; so a shell cannot simply source it. It is read line by line as docker reads it
 * (see {@code engine.deploy.EnvFile}) and each value exported, which shows on no command line. A PATH in it is obeyed.
 * Lines whose name no shell
 * takes are left out, and the log says which line.
 */
final class ServerRun {

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

    private final MigrationRequest request;

    ServerRun(MigrationRequest request) {
        this.request = request;
    }

    /** The script that runs a command line. */
    String script(String command, PlacedEnvironment environment) {
        return SCRIPT.replace("@file", quotedPath(environment.file().orElseThrow()))
                .replace(
                        "@exports",
                        environment
                                .exports()
                                .map(path -> ". " + quotedPath(path) + " || exit")
                                .orElse(":"))
                .replace(
                        "@directory",
                        quotedPath(request.commands().workDirectory().orElse(".")))
                .replace("@command", ShellQuote.word(command));
    }

    private static String quotedPath(String path) {
        return ShellQuote.word(path.startsWith("/") ? path : "./" + path);
    }
}
