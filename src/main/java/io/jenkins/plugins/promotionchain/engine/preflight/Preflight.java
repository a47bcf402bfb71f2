package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.TimedOut;
import io.jenkins.plugins.promotionchain.engine.image.RegistryClient;
import io.jenkins.plugins.promotionchain.engine.image.RegistryTransport;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether a deployment would find what it needs, and changes nothing: one script on the server, a few requests to
 * the registry, and a knock at the ports that the server has to reach. Used by one thread.
 */
public final class Preflight {

    /** How long a registry is waited for by who only wants to know. */
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(5);

    private final Server server;
    private final NginxInstallation nginx;
    private final RegistryClient.Factory registries;
    private final Clock clock;

    /** @param server that is connected and logged in to */
    public Preflight(Server server, NginxInstallation nginx, Clock clock) {
        this(server, nginx, RegistryClient.Factory.over(RegistryTransport.once(clock, REGISTRY_PATIENCE)), clock);
    }

    Preflight(Server server, NginxInstallation nginx, RegistryClient.Factory registries, Clock clock) {
        this.server = server;
        this.nginx = nginx;
        this.registries = registries;
        this.clock = clock;
    }

    /**
     * Looks.
     *
     * @return without any check where the deployment is under way already, which it has to go on with
     * @throws PromotionFailure when the connection breaks; what is found to be wrong is in the report
     */
    public PreflightReport look(PreflightRequest request) throws PromotionFailure, InterruptedException {
        Instant before = clock.instant();
        List<PreflightCheck> checks = new ArrayList<>();
        try {
            look(request, before, checks);
        } catch (TimedOut e) {
            checks.add(request.purpose().doubtful(CheckKind.HOST, e));
        }
        return new PreflightReport(request.target(), checks, Duration.between(before, clock.instant()));
    }

    private void look(PreflightRequest request, Instant before, List<PreflightCheck> checks)
            throws PromotionFailure, InterruptedException {
        CommandResult result = server.run(new FactsScript(request, nginx).command());
        Instant after = clock.instant();
        ServerFacts facts = ServerFacts.parse(result.output());
        if (!facts.complete()) {
            checks.add(request.purpose().doubtful(CheckKind.HOST, notLookedAt(result)));
        } else if (!facts.yes("under-way")) {
            add(request, facts, checks);
            ClockJudge.judge(server.place(), facts, before, after).ifPresent(checks::add);
        }
    }

    private void add(PreflightRequest request, ServerFacts facts, List<PreflightCheck> checks)
            throws PromotionFailure, InterruptedException {
        String place = server.place();
        PreflightCheck docker = DockerJudge.judge(place, facts);
        boolean usable = docker.result() != CheckResult.FAILED;
        boolean there = facts.command("image").filter(CommandResult::succeeded).isPresent();
        checks.add(docker);
        checks.add(RightsJudge.judge(place, request, facts));
        Optional<RegistryAnswer> answer =
                usable && asksRegistry(request, there) ? RegistryAnswer.to(request, registries) : Optional.empty();
        checks.add(new DiskJudge(request.purpose(), place, facts)
                .judge(there ? Optional.empty() : answer.flatMap(RegistryAnswer::layers)));
        registry(request, answer, usable, there).ifPresent(checks::add);
        if (usable && !there && request.image().isPresent()) {
            checks.add(RegistryRoute.judge(server, request.image().get()));
        }
        DatabaseJudge.judge(server, request).ifPresent(checks::add);
        migrations(request, facts, there, usable).ifPresent(checks::add);
        new NginxJudge(new NginxReload(server, nginx, Log.nowhere()), request, facts)
                .judge()
                .ifPresent(checks::add);
        checks.add(
                usable
                        ? new PortJudge(place, request, facts).judge()
                        : PreflightCheck.skipped(CheckKind.PORT, CheckKind.DOCKER));
    }

    private Optional<PreflightCheck> registry(
            PreflightRequest request, Optional<RegistryAnswer> answer, boolean usable, boolean there) {
        if (!usable) {
            return request.registry().map(any -> PreflightCheck.skipped(CheckKind.REGISTRY, CheckKind.DOCKER));
        }
        return answer.map(said -> RegistryJudge.judge(server.place(), request, said, there))
                .or(() -> request.registry()
                        .map(registry -> asksRegistry(request, there)
                                ? RegistryJudge.notAsked(registry)
                                : RegistryJudge.thereAlready()));
    }

    /** A deployment whose image is on the server does not ask for it, either. */
    private static boolean asksRegistry(PreflightRequest request, boolean there) {
        return !there || request.purpose() == Purpose.QUESTION;
    }

    private static Optional<PreflightCheck> migrations(
            PreflightRequest request, ServerFacts facts, boolean there, boolean usable) {
        if (!FactsScript.asksMigrations(request) || request.image().isEmpty()) {
            return Optional.empty();
        }
        if (!usable) {
            return Optional.of(PreflightCheck.skipped(CheckKind.MIGRATIONS, CheckKind.DOCKER));
        }
        return there ? facts.command("migrations").map(MigrationsJudge::judge) : Optional.of(MigrationsJudge.notYet());
    }

    private CommandFailed notLookedAt(CommandResult result) {
        String errors = result.errors().strip();
        String last = errors.substring(errors.lastIndexOf('\n') + 1);
        return new CommandFailed(
                server.place() + " could not be looked at (exit status " + result.exitStatus()
                        + (last.isEmpty() ? "" : ": " + last) + ")",
                "Make sure that it has a POSIX shell with date, df, grep, head, id, sed and tail");
    }
}
