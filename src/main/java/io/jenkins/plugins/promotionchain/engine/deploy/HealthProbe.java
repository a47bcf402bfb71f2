package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks a container over HTTP, through the SSH connection, whether it is healthy; the server needs no curl.
 *
 * <p>Time: the first attempt is made at once, the next ones after 0.25 s, 0.5 s, 1 s, … up to the interval of the
 * check,
 * so that a fast start is seen fast. It gives up when both are used up: the number of attempts, and attempts times
 * interval of time. So it is never less patient than one attempt per interval. It ends early when the container will
 * not
 * come up any more.
 *
 * <p>Redirects: one to the same host (whatever its port and scheme: the container does not know under which port it is
 * published) is followed through the tunnel, at most {@value #MOST_REDIRECTS} times. After a redirect to {@code https}
 * the request says {@code X-Forwarded-Proto: https}, as the proxy in front of the container does, because the container
 * itself speaks no TLS. One to another host is not followed: what answers there is not this container, so the status of
 * the redirect itself counts.
 */
public final class HealthProbe {

    static final int MOST_REDIRECTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final Server server;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Log log;

    public HealthProbe(Server server, Clock clock, Sleeper sleeper, Log log) {
        this.server = server;
        this.clock = clock;
        this.sleeper = sleeper;
        this.log = log;
    }

    /** Looks after the container between two attempts. */
    @FunctionalInterface
    public interface Watch {

        /** Why there is no use in waiting any longer; empty: go on. */
        Optional<String> hopeless() throws PromotionFailure, InterruptedException;
    }

    /**
     * Asks until the expected answer comes or patience ends.
     *
     * @param target where the server reaches the container
     * @throws PromotionFailure when the connection to the server fails; never because of an unhealthy container
     */
    public HealthReport await(Endpoint target, HealthCheck check, Watch watch)
            throws PromotionFailure, InterruptedException {
        return await(target, target, check, watch);
    }

    /**
     * The same, in the name of another address: the one under which visitors will ask.
     *
     * @param known what the {@code Host} header says, unless the check names a virtual host
     */
    public HealthReport await(Endpoint target, Endpoint known, HealthCheck check, Watch watch)
            throws PromotionFailure, InterruptedException {
        List<HealthAnswer> answers = new ArrayList<>();
        Instant begin = clock.instant();
        Duration pause = FIRST_PAUSE;
        try (Tunnel tunnel = server.openTunnel(target)) {
            while (true) {
                HealthAnswer answer = ask(tunnel, known, check);
                sayWhenNew(answers, answer, check);
                answers.add(answer);
                if (isExpected(answer, check)) {
                    return new HealthReport(HealthReport.Verdict.HEALTHY, answers, Optional.empty());
                }
                if (answer.status().isEmpty()) {
                    // fails when the connection broke, which is not the container's fault
                    server.run(Command.of("true"));
                }
                Optional<String> hopeless = watch.hopeless();
                Duration elapsed = Duration.between(begin, clock.instant());
                boolean patienceEnds = answers.size() >= check.attempts() && elapsed.compareTo(check.patience()) >= 0;
                if (hopeless.isPresent() || patienceEnds) {
                    return new HealthReport(HealthReport.Verdict.UNHEALTHY, answers, hopeless);
                }
                pause = pause.compareTo(check.interval()) < 0 ? pause : check.interval();
                sleeper.sleep(pause);
                pause = pause.multipliedBy(2);
            }
        }
    }

    /** Asks once. */
    public HealthReport once(Endpoint target, HealthCheck check) throws PromotionFailure, InterruptedException {
        return await(target, check, () -> Optional.of("asked once only"));
    }

    private static boolean isExpected(HealthAnswer answer, HealthCheck check) {
        return answer.status().isPresent() && answer.status().getAsInt() == check.expectedStatus();
    }

    private void sayWhenNew(List<HealthAnswer> before, HealthAnswer answer, HealthCheck check) {
        if (before.isEmpty() || !before.get(before.size() - 1).equals(answer)) {
            log.line("  GET " + check.path() + ", attempt " + (before.size() + 1) + ": " + answer);
        }
    }

    private static HealthAnswer ask(Tunnel tunnel, Endpoint known, HealthCheck check) {
        HttpGet get = new HttpGet(tunnel.localPort(), HealthCheck.ANSWER_TIMEOUT);
        String authority = check.virtualHost().map(Object::toString).orElse(known.toString());
        String path = check.path();
        String scheme = "http";
        try {
            for (int redirects = 0; ; redirects++) {
                HttpAnswer answer = get.send(authority, path, scheme);
                if (answer.status() == check.expectedStatus() || !answer.redirects()) {
                    return HealthAnswer.of(answer);
                }
                String location = answer.location().orElse("");
                Optional<URI> next = sameHost(authority, path, location);
                if (next.isEmpty()) {
                    return HealthAnswer.of(new HttpAnswer(
                            answer.status(), answer.location(), "redirects to another host, " + location));
                }
                if (redirects == MOST_REDIRECTS) {
                    return HealthAnswer.of(new HttpAnswer(
                            answer.status(), answer.location(), "redirects in a circle, lastly to " + location));
                }
                path = target(next.get());
                scheme = next.get().getScheme().toLowerCase(Locale.ROOT);
            }
        } catch (IOException e) {
            return HealthAnswer.none(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<URI> sameHost(String authority, String path, String location) {
        try {
            URI base = URI.create("http://" + authority + path);
            URI next = base.resolve(location);
            boolean web = "http".equalsIgnoreCase(next.getScheme()) || "https".equalsIgnoreCase(next.getScheme());
            return web && base.getHost() != null && base.getHost().equalsIgnoreCase(next.getHost())
                    ? Optional.of(next)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String target(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        return target.replaceAll("[^\\x21-\\x7e]", "");
    }
}
