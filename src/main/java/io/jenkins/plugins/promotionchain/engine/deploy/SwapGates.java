package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.transaction.Gatekeeper;
import io.jenkins.plugins.promotionchain.engine.transaction.Told;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the build decides while {@code swap.sh} holds the lock: whether there is anything to do and what, whether the new
 * container is healthy, and whether it serves as it should.
 */
final class SwapGates implements Gatekeeper {

    private static final String NOTHING = "nothing";

    private final ContainerRequest request;
    private final Verification verification;
    private final TransactionId id;
    private final Server server;
    private final HealthQuestions health;
    private final NginxReload nginx;
    private final ServerContainers containers;
    private final PhaseLog phases;
    private final Log log;
    private final List<String> changes = new ArrayList<>();
    private Optional<ImageRef> previous = Optional.empty();
    private Optional<String> configurationHash = Optional.empty();

    /** @param server that tells the transaction that somebody is there */
    SwapGates(
            ContainerRequest request,
            Verification verification,
            TransactionId id,
            Server server,
            HealthQuestions health,
            NginxReload nginx,
            PhaseLog phases,
            Log log) {
        this.request = request;
        this.verification = verification;
        this.id = id;
        this.server = server;
        this.health = health;
        this.nginx = nginx;
        this.containers = new ServerContainers(server);
        this.phases = phases;
        this.log = log;
    }

    /** What was changed on the server, in words. */
    List<String> changes() {
        return changes;
    }

    /** What served before, where that is known; nothing where another build has answered {@code prepare}. */
    Optional<ImageRef> previous() {
        return previous;
    }

    /** Of the container that is to serve; none before that was decided, or where it tells none. */
    Optional<String> configurationHash() {
        return configurationHash;
    }

    @Override
    public String answer(String gate, Told told) throws PromotionFailure, InterruptedException {
        return switch (gate) {
            case "prepare" -> prepare();
            case "health" -> isHealthy(told);
            case "verify" -> isVerified(told);
            default -> throw new IllegalStateException("swap.sh has no gate " + gate);
        };
    }

    private String prepare() throws PromotionFailure, InterruptedException {
        Optional<ContainerInspection> serving = running();
        if (request.kept().isPresent()) {
            return startAgain(request.kept().get().value());
        }
        phases.begin(DeploymentPhase.ENVIRONMENT);
        PlacedEnvironment environment = new EnvironmentPlacement(server).put(request.environment());
        changes.addAll(environment.changes());
        phases.begin(DeploymentPhase.COMPARE);
        SwapStrategy strategy = strategy(serving);
        NewContainer wanted = NewContainer.of(request, environment, strategy);
        configurationHash = Optional.of(wanted.configurationHash());
        if (serving.isPresent() && wanted.is(serving.get())) {
            if (health.stillHealthy(request)
                    && verification.stillRight(request.publish().fromServer())) {
                return NOTHING;
            }
            log.line("  it is what is asked for but does not serve as it should, so it is replaced");
        }
        // another deployment may have removed it as too old since it was pulled
        new ImagePull(server, log).pull(request.image(), request.login());
        server.put(new SwapScript(request, nginx.installation()).plan(id, strategy, previous));
        server.put(SwapScript.run(
                id, wanted.runAs(ContainerNames.of(request.name()).candidate()), environment.exports()));
        return GO;
    }

    private String startAgain(String kept) throws PromotionFailure, InterruptedException {
        Map<String, String> labels = containers
                .find(request.kept().orElseThrow())
                .orElseThrow(() -> new InvalidInput(
                        "There is no container " + kept + " on " + server.place() + " any more",
                        "Roll back to another one, or deploy the image anew"))
                .labels();
        configurationHash = Optional.ofNullable(labels.get(ContainerLabels.CONFIGURATION_HASH));
        boolean behindNginx = labels.containsKey(ContainerLabels.SLOT);
        if (behindNginx) {
            nginx.requireReady(FrontSite.name(request.name()));
        }
        server.put(new SwapScript(request, nginx.installation())
                .plan(id, behindNginx ? SwapStrategy.NGINX : SwapStrategy.RECREATE, previous));
        return GO;
    }

    private Optional<ContainerInspection> running() throws PromotionFailure, InterruptedException {
        Optional<ContainerInspection> found = containers.find(request.name());
        if (found.isEmpty()) {
            log.line("  no container " + request.name());
            return found;
        }
        previous = containers.imageOf(found.get());
        log.line("  container " + request.name() + " is " + found.get().status() + ", from "
                + previous.map(ImageRef::toString).orElse(found.get().image()));
        return found;
    }

    private SwapStrategy strategy(Optional<ContainerInspection> serving) throws PromotionFailure, InterruptedException {
        SwapStrategy wanted = request.swap().strategy();
        if (wanted == SwapStrategy.RECREATE) {
            return wanted;
        }
        boolean behindNginx = serving.isPresent() && serving.get().labels().containsKey(ContainerLabels.SLOT);
        try {
            nginx.requireReady(FrontSite.name(request.name()));
            return SwapStrategy.NGINX;
        } catch (InvalidInput e) {
            if (wanted == SwapStrategy.NGINX || behindNginx) {
                throw e;
            }
            log.line("  replaced with a short interruption, as nginx cannot stand in front of it: " + e.getMessage());
            return SwapStrategy.RECREATE;
        }
    }

    private String isHealthy(Told told) throws PromotionFailure, InterruptedException {
        ContainerNames names = ContainerNames.of(request.name());
        Endpoint endpoint = endpointOf(told);
        health.awaitNew(request, names.candidate(), endpoint);
        changes.addAll(verification.direct(names.candidate(), endpoint));
        return GO;
    }

    private String isVerified(Told told) throws PromotionFailure, InterruptedException {
        // where visitors ask, the version before answers for one that is gone or breaks the connection
        Optional<Endpoint> slot = slot(told);
        int restarts = health.restarts(request);
        health.awaitServed(request);
        changes.addAll(verification.served());
        health.smoke(request, slot);
        if (slot.isPresent()) {
            health.awaitStill(request, slot.get(), restarts);
        }
        return GO;
    }

    private Endpoint endpointOf(Told told) {
        return slot(told).orElse(request.publish().fromServer());
    }

    private static Optional<Endpoint> slot(Told told) {
        return told.last("slot").filter(slot -> !slot.isEmpty()).map(Endpoint::parse);
    }
}
