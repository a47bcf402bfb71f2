package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.image.LoopbackServer.Answer;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Registries that behave as a test says, and clients of them. Pauses are noted and not waited for. */
abstract class RegistryScenario {

    static final TinyImage IMAGE = TinyImage.ofRevision("1234");
    static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("ci:geheim".getBytes(StandardCharsets.UTF_8));
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-12-09T12:00:00Z"), ZoneOffset.UTC);

    final List<Duration> pauses = new ArrayList<>();
    private final List<LoopbackServer> servers = new ArrayList<>();

    @AfterEach
    void stopServers() {
        servers.forEach(LoopbackServer::close);
    }

    static Answer found() {
        return manifest(Map.of("Docker-Content-Digest", IMAGE.digest().value()));
    }

    static Answer manifest(Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", TinyImage.TYPE);
        return new Answer(200, all, IMAGE.manifest());
    }

    LoopbackServer start(LoopbackServer.Behaviour behaviour) throws IOException {
        LoopbackServer server = LoopbackServer.start(behaviour);
        servers.add(server);
        return server;
    }

    static ImageRepository repository(LoopbackServer server) {
        return new ImageRepository(server.host(), "team/app");
    }

    RegistryClient anonymous(LoopbackServer server) {
        return factory().connect(server.host(), Optional.empty());
    }

    RegistryClient client(LoopbackServer server) {
        return factory()
                .connect(server.host(), Optional.of(new RegistryLogin(server.host(), "ci", Sensitive.of("geheim"))));
    }

    RegistryClient.Factory factory() {
        return RegistryClient.Factory.over(RegistryTransport.create(pauses::add, CLOCK));
    }
}
