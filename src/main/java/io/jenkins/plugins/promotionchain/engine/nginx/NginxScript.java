package io.jenkins.plugins.promotionchain.engine.nginx;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import java.time.Duration;
import java.util.List;

/** The command that runs {@code nginx-site.sh} on a server. */
final class NginxScript {

    /** Exit statuses of {@code nginx-site.sh}. */
    static final int NO_NGINX = 10;

    static final int BROKEN_BEFORE = 11;
    static final int REFUSED = 12;
    static final int NOT_RUNNING = 13;
    static final int NO_RIGHTS = 14;
    static final int NOT_LOADED = 15;
    static final int NO_DIRECTORY = 16;
    static final int NOT_INCLUDED = 17;
    static final int FOREIGN_FILE = 18;
    static final int NOT_WRITTEN = 19;
    static final int NAME_TAKEN = 20;

    private static final String END = "END_OF_PROMOTION_CHAIN_SITE";

    private NginxScript() {}

    /** Looks whether a site of this name could be put. */
    static Command look(NginxInstallation nginx, String site) {
        return command(nginx, site, "\n", "look");
    }

    /** @param text the whole file, ending in a line feed */
    static Command put(NginxInstallation nginx, String site, String text) {
        return command(nginx, site, text, "put");
    }

    /** The whole script, to be run with the arguments directory, site, program, patience and {@code put}. */
    static String standalone() {
        return text() + "site_text() {\ncat \"$SITE_TEXT\"\n}\nmain \"$@\" </dev/null\n";
    }

    private static String text() {
        return ShellScript.beside(NginxScript.class, "nginx-site.sh");
    }

    private static Command command(NginxInstallation nginx, String site, String text, String what) {
        if (!text.endsWith("\n") || text.lines().anyMatch(END::equals)) {
            throw new IllegalArgumentException("A site is a text whose last line is complete and without " + END);
        }
        String script = text() + "site_text() {\ncat <<'" + END + "'\n" + text + END + "\n}\n"
                // the commands of the script must not read the script
                + "main \"$@\" </dev/null\n";
        String patience = Long.toString(nginx.reloadPatience().toSeconds());
        return Command.of(List.of("sh", "-s", "--", nginx.directory(), site, nginx.program(), patience, what))
                .withInput(Sensitive.of(script))
                .withTimeout(nginx.reloadPatience().plus(Duration.ofMinutes(2)));
    }
}
