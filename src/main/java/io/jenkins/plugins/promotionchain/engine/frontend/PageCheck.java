package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.ProxyConfigurationRejected;
import io.jenkins.plugins.promotionchain.engine.frontend.PageRequest.Transport;
import io.jenkins.plugins.promotionchain.engine.nginx.ListenAddress;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** Asks, through the SSH connection, whether what visitors get is what was deployed. */
final class PageCheck {

    private static final String PATH = "/env-config.js";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 5;
    private static final int FIRST_ERROR = 400;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int OK = 200;

    private final Server server;
    private final Sleeper sleeper;

    PageCheck(Server server, Sleeper sleeper) {
        this.server = server;
        this.sleeper = sleeper;
    }

    /** What is wrong with the env-config.js that the container serves; none: it is byte for byte the given one. */
    Optional<String> container(Endpoint container, EnvConfig config) throws PromotionFailure, InterruptedException {
        return ask(container, container.toString(), PATH, Transport.PLAIN, answer -> difference(answer, config));
    }

    /** What a container that shows another env-config.js than its mounted one means for the author of a Jenkinsfile. */
    InvalidInput hidden(String difference) {
        return new InvalidInput(
                "The container on " + server.place() + " does not serve the env-config.js that is mounted at "
                        + EnvConfigFile.IN_CONTAINER + ": " + difference,
                "Let the image serve that file as it is, or leave envConfig out");
    }

    /**
     * Asks through nginx: the start page, and an env-config.js that no browser keeps.
     *
     * @throws ProxyConfigurationRejected when visitors would not get what was deployed
     */
    void site(SiteSpec site, Optional<EnvConfig> config) throws PromotionFailure, InterruptedException {
        String host = host(site);
        Optional<String> wrong = ask(listen(site), host, "/", transport(site), PageCheck::failure);
        if (wrong.isEmpty() && config.isPresent()) {
            wrong = served(site, config.get());
        }
        if (wrong.isPresent()) {
            throw new ProxyConfigurationRejected(
                    "nginx on " + server.place() + " does not serve the frontend at " + site.listen() + " as " + host
                            + ": " + wrong.get(),
                    "See nginx's error log, and whether another site answers for this name and address");
        }
    }

    /**
     * What is wrong with a page behind nginx; none: it answers, and not with an error of a server.
     *
     * @param path percent-encoded, begins with a slash
     */
    Optional<String> behind(SiteSpec site, String path) throws PromotionFailure, InterruptedException {
        return ask(listen(site), host(site), path, transport(site), PageCheck::serverError);
    }

    /** What is wrong with the env-config.js that visitors get. */
    Optional<String> served(SiteSpec site, EnvConfig config) throws PromotionFailure, InterruptedException {
        return ask(listen(site), host(site), PATH, transport(site), answer -> difference(answer, config)
                .or(() -> kept(answer)));
    }

    private static Endpoint listen(SiteSpec site) {
        return ListenAddress.parse(site.listen()).fromServer();
    }

    private static String host(SiteSpec site) {
        return site.askableName().orElse(listen(site).toString());
    }

    private static Transport transport(SiteSpec site) {
        return site.tls().isPresent() ? Transport.TLS : Transport.PLAIN;
    }

    private static Optional<String> serverError(PageAnswer answer) {
        return answer.status() < FIRST_SERVER_ERROR ? Optional.empty() : Optional.of("status " + answer.status());
    }

    private Optional<String> ask(
            Endpoint target,
            String host,
            String path,
            Transport transport,
            Function<PageAnswer, Optional<String>> judge)
            throws PromotionFailure, InterruptedException {
        try (Tunnel tunnel = server.openTunnel(target)) {
            PageRequest request = new PageRequest(tunnel.localPort(), host, path, transport);
            for (int attempt = 1; ; attempt++) {
                Optional<String> wrong = judged(request, judge).map(what -> "GET " + path + ": " + what);
                if (wrong.isEmpty() || attempt == ATTEMPTS) {
                    return wrong;
                }
                sleeper.sleep(INTERVAL);
            }
        }
    }

    private static Optional<String> judged(PageRequest request, Function<PageAnswer, Optional<String>> judge) {
        try {
            return judge.apply(request.send(PATIENCE));
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> failure(PageAnswer answer) {
        return answer.status() < FIRST_ERROR ? Optional.empty() : Optional.of("status " + answer.status());
    }

    private static Optional<String> difference(PageAnswer answer, EnvConfig config) {
        if (answer.status() != OK) {
            return Optional.of("status " + answer.status());
        }
        byte[] written = config.text().getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(answer.body(), written)
                ? Optional.empty()
                : Optional.of("another text of " + answer.body().length + " bytes, where " + written.length
                        + " bytes were written");
    }

    private static Optional<String> kept(PageAnswer answer) {
        Optional<String> said = answer.header("Cache-Control");
        return said.filter("no-store"::equals).isPresent()
                ? Optional.empty()
                : Optional.of("Cache-Control is " + said.orElse("missing") + ", where no-store is needed");
    }
}
