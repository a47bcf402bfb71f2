package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.image.RegistryAddress;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Whether the server itself reaches the registry. A docker engine may use a proxy for that, so it never fails. */
final class RegistryRoute {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private RegistryRoute() {}

    static PreflightCheck judge(Server server, ImageRef image) throws PromotionFailure, InterruptedException {
        URI root = RegistryAddress.of(image.repository().registry()).root();
        boolean secure = "https".equals(root.getScheme());
        int port = root.getPort() >= 0 ? root.getPort() : secure ? HTTPS : HTTP;
        Endpoint registry = Endpoint.of(root.getHost().replaceAll("^\\[|]$", ""), port);
        Knock knock = new Knock(server, PATIENCE);
        Optional<String> trouble = secure ? knock.greet(registry) : knock.say(registry, question(root, registry));
        return trouble.map(why -> PreflightCheck.warning(
                        CheckKind.REGISTRY_ROUTE,
                        server.place() + " does not reach registry " + registry + " by itself (" + why + ")",
                        "Check the server's network and name resolution, unless its docker engine uses a proxy"))
                .orElseGet(
                        () -> PreflightCheck.ok(CheckKind.REGISTRY_ROUTE, registry + " answers to " + server.place()));
    }

    private static byte[] question(URI root, Endpoint registry) {
        return ("GET " + root.getPath() + " HTTP/1.0\r\nHost: " + registry + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
