package io.jenkins.plugins.promotionchain.engine.nginx;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.ProxyConfigurationRejected;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts an nginx site in force on a server. All happens in one script there, which finishes or undoes itself even when
 * the connection is cut: whatever fails, the old file is in its place and nginx goes on with it.
 */
public final class NginxReload {

    /** The first line of every file of ours; a file without it was written by somebody else. */
    public static final String HEADER = "# managed by Promotion Chain; changes are overwritten";

    private static final Pattern BEFORE_FATAL = Pattern.compile("^.*?\\[emerg] (?:\\d+#\\d+: )?");

    private final Server server;
    private final NginxInstallation nginx;
    private final Log log;

    public NginxReload(Server server, NginxInstallation nginx, Log log) {
        this.server = server;
        this.nginx = nginx;
        this.log = log;
    }

    public NginxInstallation installation() {
        return nginx;
    }

    /**
     * Looks whether the server could take a site, before anything is changed for its sake.
     *
     * @throws InvalidInput when it could not: no nginx, not running, no rights, a foreign file
     */
    public void requireReady(String site) throws PromotionFailure, InterruptedException {
        CommandResult result = server.run(NginxScript.look(nginx, site));
        if (!result.succeeded()) {
            throw failure(result, answers(result, "file").stream().findFirst().orElse(site + ".conf"));
        }
    }

    /**
     * Writes the site, lets nginx test it, and loads it. A site that is there already is left alone, without a reload.
     *
     * @param site the file's name without {@code .conf}
     * @param text the whole file, as {@link NginxSite#render} writes it
     * @throws ProxyConfigurationRejected when nginx does not take it, with nginx's own words
     * @throws InvalidInput when the server is not ready for a site: no nginx, not running, no rights, a foreign file
     */
    public SiteChange apply(String site, String text) throws PromotionFailure, InterruptedException {
        CommandResult result = server.run(NginxScript.put(nginx, site, text));
        answers(result, "warning").forEach(warning -> log.line("nginx on " + server.place() + ": " + warning));
        String file = answers(result, "file").stream().findFirst().orElse(site + ".conf");
        if (!result.succeeded()) {
            throw failure(result, file);
        }
        String word = answers(result, "result").stream().findFirst().orElseThrow(() -> unknownEnd(result));
        List<String> before = answers(result, "before");
        SiteChange change = new SiteChange(
                file,
                FileChange.valueOf(word.toUpperCase(Locale.ROOT)),
                before.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", before) + "\n"));
        log.line("nginx on " + server.place() + ": " + file
                + (change.change() == FileChange.UNCHANGED
                        ? " is unchanged, not reloaded"
                        : " " + word + ", reloaded"));
        return change;
    }

    /**
     * Takes a change back that nginx took but that does not serve as it should. Where there was no site before, one
     * that is empty remains.
     */
    public void takeBack(String site, SiteChange change) throws PromotionFailure, InterruptedException {
        if (change.change() != FileChange.UNCHANGED) {
            log.line("nginx on " + server.place() + ": going back to the site before");
            apply(site, change.before().orElse(HEADER + "\n"));
        }
    }

    /** The script that puts a site, for others to run: the site's text is in the file that SITE_TEXT names. */
    public static String script() {
        return NginxScript.standalone();
    }

    /**
     * What to tell of a run of that script that did not succeed.
     *
     * @param result its exit status and standard error
     */
    public PromotionFailure failure(CommandResult result, String file) {
        String said = sentence(result.errors());
        String on = " on " + server.place();
        return switch (result.exitStatus()) {
            case NginxScript.NO_NGINX ->
                new InvalidInput(
                        "There is no nginx" + on, "Install it (apt-get install nginx), or give the step nginx: false");
            case NginxScript.NO_DIRECTORY ->
                new InvalidInput(
                        nginx.directory() + on + " has neither sites-enabled nor conf.d",
                        "Create one of them and include it in nginx.conf, or give the step nginx: false");
            case NginxScript.NO_RIGHTS ->
                new InvalidInput(
                        "The account may not run nginx" + on + said,
                        "Log in as root, or let sudo run nginx, tee, cp, mv, rm and chmod without a password");
            case NginxScript.NOT_RUNNING ->
                new InvalidInput(
                        "nginx is not running" + on + "; the site was not changed",
                        "Start it (systemctl start nginx) and run the build again");
            case NginxScript.FOREIGN_FILE ->
                new InvalidInput(
                        file + on + " was not written by Promotion Chain and is left alone",
                        "Move it away, or give the site another name");
            case NginxScript.BROKEN_BEFORE ->
                new ProxyConfigurationRejected(
                        "nginx" + on + " refuses its configuration, and did so before the site was written" + said,
                        "Repair it on the server until nginx -t accepts it; nginx goes on with what it loaded last");
            case NginxScript.REFUSED ->
                new ProxyConfigurationRejected(
                        "nginx" + on + " refuses the site" + said,
                        "The one before is in force; correct the site's address, name or certificate in Manage Jenkins");
            case NginxScript.NAME_TAKEN ->
                new ProxyConfigurationRejected(
                        "Another site" + on + " has the same server name and address, so nginx would ignore one of them"
                                + said,
                        "The one before is in force; remove the other site or choose another server name or address");
            case NginxScript.NOT_INCLUDED ->
                new ProxyConfigurationRejected(
                        "nginx" + on + " does not read " + file + ", so the site would serve nobody",
                        "The file was removed again; include its directory in nginx.conf");
            case NginxScript.NOT_LOADED ->
                new ProxyConfigurationRejected(
                        "nginx" + on + " accepted the site but could not load it" + said,
                        "The one before is in force; see whether another program holds the address, and nginx's error"
                                + " log");
            case NginxScript.NOT_WRITTEN ->
                new CommandFailed(
                        file + on + " could not be written" + said,
                        "See whether the disk is full or the account lacks rights");
            default -> unknownEnd(result);
        };
    }

    /** What to tell where nginx refuses what is there, before anything was changed; with its own words. */
    public PromotionFailure brokenAlready(String errors) {
        return failure(new CommandResult(NginxScript.BROKEN_BEFORE, "", errors), "");
    }

    private CommandFailed unknownEnd(CommandResult result) {
        return new CommandFailed(
                "Changing the nginx site on " + server.place() + " ended with exit status " + result.exitStatus()
                        + sentence(result.errors()),
                "See what nginx -t says on the server, and run the build again");
    }

    private static List<String> answers(CommandResult result, String name) {
        return result.output()
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }

    /**
     * What nginx or sudo said, behind a colon: what nginx calls fatal, without date and process; else the last line.
     */
    private static String sentence(String errors) {
        List<String> lines = errors.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        Optional<String> fatal = lines.stream()
                .filter(line -> line.contains("[emerg]"))
                .findFirst()
                .map(line -> BEFORE_FATAL.matcher(line).replaceFirst(""));
        return fatal.or(() -> lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(lines.size() - 1)))
                .map(line -> ": " + line)
                .orElse("");
    }
}
