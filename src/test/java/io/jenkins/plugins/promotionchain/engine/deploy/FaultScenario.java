package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;

/**
 * One version serves behind nginx, another one is deployed, something goes wrong meanwhile, and somebody asks every
 * 10 ms. One instance for all tests of a class, so that images are made once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FaultScenario extends SandboxBackend {

    protected final Administrator administrator =
            new Administrator(Sandbox.running().instance(), "dev-backend");

    private final Map<String, ImageRef> made = new HashMap<>();

    @FunctionalInterface
    interface Making {
        ImageRef make(SampleImages images) throws Exception;
    }

    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }

    /** Nothing runs any more when a test ends, but builds that were killed have not removed their files. */
    @Override
    protected void clean() throws Exception {
        super.clean();
        said("sh", "-c", "rm -rf .promotion-chain/transactions/*");
    }

    @Override
    protected SwapSettings swap() {
        return SwapSettings.of(SwapStrategy.NGINX);
    }

    protected ImageRef image(String version) throws Exception {
        return image(version, images -> images.healthy(version));
    }

    protected ImageRef image(String version, Making making) throws Exception {
        if (!made.containsKey(version)) {
            made.put(version, making.make(images()));
        }
        return made.get(version);
    }

    protected DeploymentOutcome deploy(String version) throws Exception {
        return deploy(image(version), Map.of());
    }

    /** The same, asked for health as long as the default of the steps would. */
    protected static ContainerRequest patient(ContainerRequest request) {
        return new ContainerRequest(
                request.target(),
                request.name(),
                request.image(),
                request.login(),
                request.publish(),
                request.volumes(),
                request.environment(),
                new HealthCheck("/health/", 200, 30, Duration.ofMillis(500)),
                request.swap(),
                request.kept(),
                request.buildUrl());
    }

    protected DeploymentOutcome deploy(String version, Verification verification) throws Exception {
        return deploy(request(image(version), Map.of()), TransactionId.random(), verification);
    }

    protected DeploymentOutcome deploy(Workplace place, String version, Verification verification) throws Exception {
        return new ContainerDeployment(place, NginxInstallation.packaged())
                .deploy(request(image(version), Map.of()), verification);
    }

    protected Visitor visitor() {
        return new Visitor(
                publish().address().orElseThrow().value(), publish().hostPort().number(), "/health/");
    }

    /** "one" serves before and after, alone and under the same id; nobody notices anything of the act. */
    protected void nobodyNotices(Act act) throws Exception {
        String before = served(act, "one");
        assertThat(id()).as(told()).isEqualTo(before);
    }

    /** The same, but the new version has served for a moment. */
    protected void isTakenBack(Act act) throws Exception {
        String before = served(act, "one", "two", "one");
        assertThat(id()).as(told()).isEqualTo(before);
    }

    /** The act deploys "two", and comes to a good end without a request lost. */
    protected void getsThere(Act act) throws Exception {
        served(act, "one", "two");
        assertThat(names()).as(told()).contains(NAME.value(), keptName(image("one")));
    }

    /**
     * @param versions that follow upon each other; while nginx changes its processes, two may answer in turns
     * @return the id of the container that served before
     */
    private String served(Act act, String... versions) throws Exception {
        deploy("one");
        log.clear();
        String before = id();
        try (Visitor visitor = visitor()) {
            act.run();
            visitor.rest();
            visitor.close();

            assertThat(visitor.failures()).as(told()).isEmpty();
            assertThat(visitor.versions())
                    .as(told())
                    .containsSubsequence(versions)
                    .containsOnly(versions)
                    .startsWith(versions[0])
                    .endsWith(versions[versions.length - 1]);
        }
        assertThat(candidates()).as(told()).isEmpty();
        return before;
    }

    protected List<String> candidates() throws Exception {
        return names().stream().filter(name -> name.endsWith("-candidate")).toList();
    }

    protected String told() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }
}
