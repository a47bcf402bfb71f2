package io.jenkins.plugins.promotionchain.engine.diagnose;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What nginx's error log says of a site: of what it passes on to, and of nginx itself where it could not start. Its lines
 * begin with the server's local time, {@code 2026/01/31 23:59:59 [error]} (nginx's source, {@code ngx_log.c}).
 */
final class ProxyLog {

    private static final Duration OLDEST = Duration.ofHours(1);
    private static final int MOST = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss");
    private static final int TIME_LENGTH = "2026/01/31 23:59:59".length();
    private static final Pattern UPSTREAM = Pattern.compile("upstream: \"http://([^/\"]+:([0-9]{1,5}))[/\"]");
    private static final Pattern NUMBERS_ONLY = Pattern.compile("[0-9.]+|\\[.*]");

    /** Of a request or referrer that nginx quotes: visitors' own words, which may be secrets that nobody can mask. */
    private static final Pattern QUERY = Pattern.compile("\\?[^\\s\"]+");

    private final Server server;

    ProxyLog(Server server) {
        this.server = server;
    }

    /**
     * At most {@value #MOST} lines of the last hour, without queries, the oldest first; or one sentence why there are none.
     *
     * @param sites names of the sites' files, without {@code .conf}
     */
    List<String> about(List<String> sites) throws PromotionFailure, InterruptedException {
        String script = ShellScript.beside(ProxyLog.class, "proxy-log.sh");
        List<String> words = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        words.addAll(sites);
        List<String> said = server.run(Command.of(words.toArray(String[]::new)))
                .output()
                .lines()
                .toList();
        String log = all(said, "log").findFirst().orElse("");
        if (!all(said, "read").toList().contains("yes")) {
            return List.of(notRead(log, all(said, "account").findFirst().orElse("that is used")));
        }
        Optional<LocalDateTime> oldest =
                all(said, "now").findFirst().flatMap(ProxyLog::time).map(now -> now.minus(OLDEST));
        Set<String> addresses = new LinkedHashSet<>(all(said, "address").toList());
        List<String> fitting = all(said, "line")
                .filter(line -> isOf(addresses, line))
                .filter(line -> oldest.flatMap(limit -> time(line).map(at -> !at.isBefore(limit)))
                        .orElse(false))
                .map(line -> QUERY.matcher(line).replaceAll("?..."))
                .toList();
        return fitting.isEmpty()
                ? List.of("its error log " + log + " says nothing of this site in the last hour")
                : fitting.subList(Math.max(0, fitting.size() - MOST), fitting.size());
    }

    private String notRead(String log, String account) {
        return log.startsWith("/")
                ? "its error log " + log + " on " + server.place() + " cannot be read by the account " + account
                        + ": look at it there with more rights, or let the account read it (on Debian 'usermod -aG adm "
                        + account + "')"
                : "its errors go to " + log + " on " + server.place() + ", which is not looked at: look there";
    }

    private static Stream<String> all(List<String> said, String name) {
        return said.stream().filter(line -> line.startsWith(name + "=")).map(line -> line.substring(name.length() + 1));
    }

    /** nginx writes the number of a host that its configuration names; its port stays. */
    private static boolean isOf(Set<String> addresses, String line) {
        Matcher upstream = UPSTREAM.matcher(line);
        if (!upstream.find()) {
            return line.contains(" [emerg] ") || line.contains(" [alert] ");
        }
        return addresses.stream().anyMatch(address -> {
            int colon = address.lastIndexOf(':');
            return NUMBERS_ONLY.matcher(address.substring(0, colon)).matches()
                    ? address.equals(upstream.group(1))
                    : address.substring(colon + 1).equals(upstream.group(2));
        });
    }

    private static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.substring(0, Math.min(TIME_LENGTH, text.length())), TIME));
        } catch (DateTimeParseException e) {
            // a line that goes on
            return Optional.empty();
        }
    }
}
