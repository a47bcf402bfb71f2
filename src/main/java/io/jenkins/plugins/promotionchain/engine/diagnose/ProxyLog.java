package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.util.List;
import java.util.regex.Pattern;

/** The last lines of nginx's error log, where the account may read it. */
final class ProxyLog {

    /** Where Debian's nginx has it, unless its configuration says otherwise. */
    private static final String SCRIPT =
            "log=$(sed -n 's/^[[:space:]]*error_log[[:space:]][[:space:]]*\\([^;[:space:]]*\\).*/\\1/p'"
                    + " /etc/nginx/nginx.conf 2>/dev/null | head -n 1); tail -n 5 \"${log:-/var/log/nginx/error.log}\" 2>/dev/null";

    /** Of a request or referrer that nginx quotes: visitors' own words, which may be secrets that nobody can mask. */
    private static final Pattern QUERY = Pattern.compile("\\?[^\\s\"]+");

    private ProxyLog() {}

    /** The last 5 lines, without queries, the oldest first; none where there is no such file or it may not be read. */
    static List<String> lastLines(Server server) throws PromotionFailure, InterruptedException {
        return server.run(Command.of("sh", "-c", SCRIPT))
                .output()
                .lines()
                .map(line -> QUERY.matcher(line).replaceAll("?..."))
                .toList();
    }
}
