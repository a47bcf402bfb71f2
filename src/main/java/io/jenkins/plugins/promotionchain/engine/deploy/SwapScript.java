package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes what {@code swap.sh} wants to know: at its start, and when the lock is held. Nothing in it is secret. */
final class SwapScript {

    /** Exit statuses of {@code swap.sh}; {@code TransactionEnd} has the others. */
    static final int CANNOT_LOOK = 100;

    static final int FOREIGN = 101;
    static final int NOT_RENAMED = 102;
    static final int NOT_STARTED = 103;
    static final int NOT_SWITCHED = 104;
    static final int NO_WAY_BACK = 105;

    /** How long an ended build's deployment waits before it undoes itself. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The same where somebody else waits for the lock. */
    private static final Duration HURRY = Duration.ofMinutes(1);

    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final String END = "END_OF_PROMOTION_CHAIN_TEXT";

    private final ContainerRequest request;
    private final NginxInstallation nginx;

    SwapScript(ContainerRequest request, NginxInstallation nginx) {
        this.request = request;
        this.nginx = nginx;
    }

    /** The work of a transaction. */
    String work() {
        DeploymentTarget target = request.target();
        ContainerNames names = ContainerNames.of(request.name());
        String who = request.buildUrl().isEmpty() ? "a build without an address" : request.buildUrl();
        return set("serving", names.serving().value())
                + set("candidate", names.candidate().value())
                + set("owner", target.application() + " " + target.environment() + " " + target.component())
                + set("lock_name", ContainerNames.lockOf(target))
                + set("lock_seconds", request.swap().lockTimeout())
                + set("who", oneLine(who))
                + set("patience", PATIENCE)
                + set("hurry", hurry())
                + set("grace", GRACE)
                + set("drain", request.swap().drainTimeout())
                + set("keep", Integer.toString(request.swap().keep()))
                + set("repository", request.image().repository().toString())
                + set("front", FrontSite.name(request.name()))
                + set("nginx_directory", nginx.directory())
                + set("nginx_program", nginx.program())
                + set("nginx_patience", nginx.reloadPatience())
                + function("front_text", FrontSite.render(request.name(), request.publish()))
                + function("nginx_site", NginxReload.script())
                + ShellScript.beside(SwapScript.class, "swap.sh");
    }

    /**
     * The file {@code plan}.
     *
     * @param strategy not {@link SwapStrategy#AUTO}
     * @param previous what serves until now, which the script tells to a build that goes on after a restart
     */
    RemoteFile plan(TransactionId id, SwapStrategy strategy, Optional<ImageRef> previous) {
        String slotAddress = request.publish()
                .address()
                .map(Object::toString)
                .filter(address -> address.startsWith("127."))
                .orElse("127.0.0.1");
        return RemoteFile.secret(
                id.directory() + "/plan",
                Sensitive.of(set("strategy", strategy == SwapStrategy.NGINX ? "nginx" : "recreate")
                        + set("kept", request.kept().map(ContainerName::value).orElse(""))
                        + set("previous", previous.map(ImageRef::toString).orElse(""))
                        + set("slot_address", slotAddress)));
    }

    /** The file {@code run}. */
    static RemoteFile run(TransactionId id, List<String> words, Optional<String> exports) {
        String read = exports.map(
                        path -> ". " + ShellQuote.word(path.startsWith("/") ? path : "./" + path) + " || exit\n")
                .orElse("");
        return RemoteFile.secret(
                id.directory() + "/run", Sensitive.of(read + "exec " + ShellQuote.words(words) + "\n"));
    }

    /** Between two questions about the new container nothing is heard from the build. */
    private Duration hurry() {
        Duration three = request.health().interval().multipliedBy(3);
        return three.compareTo(HURRY) > 0 ? three : HURRY;
    }

    private static String set(String name, String value) {
        return name + "=" + ShellQuote.word(value) + "\n";
    }

    private static String set(String name, Duration value) {
        return name + "=" + value.toSeconds() + "\n";
    }

    private static String function(String name, String text) {
        if (!text.endsWith("\n") || text.lines().anyMatch(END::equals)) {
            throw new IllegalArgumentException("A text whose last line is complete and without " + END + " is needed");
        }
        return name + "() {\ncat <<'" + END + "'\n" + text + END + "\n}\n";
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
