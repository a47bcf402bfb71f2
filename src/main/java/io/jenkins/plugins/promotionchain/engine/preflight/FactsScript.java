package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.deploy.EnvironmentPlacement;
import io.jenkins.plugins.promotionchain.engine.deploy.FrontSite;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The command that runs {@code preflight.sh} on a server. Nothing in it is secret. */
final class FactsScript {

    /** Where transactions have their files; the home directory is where a session begins. */
    private static final String STATE = ".promotion-chain/transactions";

    private static final String BACKEND = "backend";
    private static final String END = "END_OF_PROMOTION_CHAIN_TEXT";

    /** Usually a fraction of a second; a container that is asked for its migrations has 20 s. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final PreflightRequest request;
    private final NginxInstallation nginx;

    FactsScript(PreflightRequest request, NginxInstallation nginx) {
        this.request = request;
        this.nginx = nginx;
    }

    Command command() {
        return Command.script(Sensitive.of(text())).withTimeout(TIMEOUT);
    }

    /** Sites of the names that a deployment would write. */
    static List<String> sites(PreflightRequest request) {
        List<String> sites = new ArrayList<>();
        if (request.strategy() != SwapStrategy.RECREATE) {
            sites.add(FrontSite.name(request.container()));
        }
        request.site().ifPresent(sites::add);
        return sites;
    }

    /** It takes seconds, and a deployment of the backend has migrated just before. */
    static boolean asksMigrations(PreflightRequest request) {
        return request.purpose() == Purpose.QUESTION
                && request.target().component().value().equals(BACKEND);
    }

    private String text() {
        return set(
                        "transaction",
                        request.transaction().map(TransactionId::directory).orElse(""))
                + set("state", STATE)
                + set("env_file", request.environment().envFile())
                + set("env_header", EnvironmentPlacement.HEADER.strip())
                + set("config", request.envConfigDirectory().orElse(""))
                + set("image", request.image().map(ImageRef::toString).orElse(""))
                + set("sites", String.join(" ", sites(request)))
                + set("nginx_directory", nginx.directory())
                + set("nginx_program", nginx.program())
                + set("migrations", asksMigrations(request) ? "yes" : "no")
                + "nginx_site() {\ncat <<'" + END + "'\n" + NginxReload.script() + END + "\n}\n"
                // the shell reads the script to its end before the commands in it begin to read
                + "preflight() {\n" + ShellScript.beside(FactsScript.class, "preflight.sh") + "}\n"
                + "preflight </dev/null\n";
    }

    private static String set(String name, String value) {
        return name + "=" + ShellQuote.word(value) + "\n";
    }
}
