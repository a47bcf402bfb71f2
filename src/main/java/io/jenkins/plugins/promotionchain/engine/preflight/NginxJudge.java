package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.FrontSite;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether nginx is there, takes sites from the account, and accepts what it is configured with now. */
final class NginxJudge {

    private final NginxReload nginx;
    private final PreflightRequest request;
    private final ServerFacts facts;

    NginxJudge(NginxReload nginx, PreflightRequest request, ServerFacts facts) {
        this.nginx = nginx;
        this.request = request;
        this.facts = facts;
    }

    /** None where the deployment has nothing to do with nginx. */
    Optional<PreflightCheck> judge() {
        if (FactsScript.sites(request).isEmpty()) {
            return Optional.empty();
        }
        String front = FrontSite.name(request.container());
        Optional<PreflightCheck> ofSite = request.site().flatMap(this::notReady).map(NginxJudge::failed);
        Optional<PreflightCheck> result =
                ofSite.or(() -> request.strategy() == SwapStrategy.RECREATE ? Optional.empty() : ofFront(front));
        return Optional.of(result.or(this::refused)
                .orElseGet(() -> PreflightCheck.ok(CheckKind.NGINX, "it runs and accepts its configuration")));
    }

    /** The site in front of the container's port, without which {@code auto} finds another way. */
    private Optional<PreflightCheck> ofFront(String front) {
        Optional<PromotionFailure> trouble = notReady(front);
        if (trouble.isEmpty()) {
            return Optional.empty();
        }
        if (request.strategy() == SwapStrategy.NGINX) {
            return trouble.map(NginxJudge::failed);
        }
        return facts.all("front").stream().anyMatch(line -> line.startsWith(front + " "))
                ? trouble.map(failure -> request.purpose().doubtful(CheckKind.NGINX, failure))
                : trouble.map(failure -> PreflightCheck.ok(
                        CheckKind.NGINX,
                        "not in front of the container, which is replaced with a short interruption: "
                                + failure.whatFailed()));
    }

    private Optional<PromotionFailure> notReady(String site) {
        return facts.command("site-" + site)
                .filter(result -> !result.succeeded())
                .map(result -> nginx.failure(
                        new CommandResult(result.exitStatus(), "", said(site)),
                        answer(site, "file=").findFirst().orElse(site + ".conf")));
    }

    /** The deployment may be what puts it right. */
    private Optional<PreflightCheck> refused() {
        return facts.command("nginx-test").filter(result -> !result.succeeded()).map(result -> request.purpose()
                .doubtful(CheckKind.NGINX, nginx.brokenAlready(result.errors())));
    }

    private String said(String site) {
        return facts.all("site-" + site).stream()
                .filter(line -> !line.matches("(?:file|result|warning)=.*"))
                .collect(Collectors.joining("\n"));
    }

    private Stream<String> answer(String site, String name) {
        return facts.all("site-" + site).stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()));
    }

    private static PreflightCheck failed(PromotionFailure failure) {
        return PreflightCheck.failed(CheckKind.NGINX, failure);
    }
}
