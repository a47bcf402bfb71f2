package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Behind nginx: what visitors notice of a deployment, who ask every 10 ms meanwhile. */
class SwapIT extends SandboxBackend {

    @Override
    protected SwapSettings swap() {
        return SwapSettings.of(SwapStrategy.NGINX);
    }

    @Test
    void aNewVersionTakesTheTrafficOverWithoutARequestLost() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef two = images().healthy("two");
        deploy(one, Map.of());
        try (Visitor visitor = visitor()) {
            DeploymentOutcome outcome = deploy(two, Map.of());
            visitor.close();

            assertThat(outcome.previous()).contains(one);
            assertThat(visitor.failures()).isEmpty();
            assertThat(visitor.versions()).containsExactly("one", "two");
        }
        assertThat(names()).containsExactlyInAnyOrder(NAME.value(), keptName(one));
        assertThat(deploy(two, Map.of()).changed()).isFalse();
    }

    @Test
    void anUnhealthyVersionIsNoticedByNobody() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef bad = images().unhealthy();
        deploy(one, Map.of());
        try (Visitor visitor = visitor()) {
            assertThatThrownBy(() -> deploy(bad, Map.of())).isInstanceOf(Unhealthy.class);
            visitor.close();

            assertThat(visitor.failures()).isEmpty();
            assertThat(visitor.versions()).containsExactly("one");
        }
        assertThat(names()).containsExactly(NAME.value());
    }

    @Test
    void theSeedsContainerIsTakenOver() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef two = images().healthy("two");
        deploy(one, Map.of());
        clean();
        said(
                "docker",
                "run",
                "-d",
                "--restart",
                "always",
                "--name",
                NAME.value(),
                "-p",
                publish().toDocker(),
                one.toString());

        DeploymentOutcome outcome = deploy(two, Map.of());

        assertThat(outcome.previous()).contains(one);
        assertThat(String.join("\n", log)).contains("[takeover]");
        try (Visitor visitor = visitor()) {
            deploy(one, Map.of());
            visitor.close();
            assertThat(visitor.failures()).isEmpty();
        }
    }

    @Test
    void anUnhealthyVersionDoesNotTakeTheSeedsContainerOver() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef bad = images().unhealthy();
        deploy(one, Map.of());
        clean();
        said(
                "docker",
                "run",
                "-d",
                "--restart",
                "always",
                "--name",
                NAME.value(),
                "-p",
                publish().toDocker(),
                one.toString());
        String id = id();
        try (Visitor visitor = visitor()) {
            assertThatThrownBy(() -> deploy(bad, Map.of())).isInstanceOf(Unhealthy.class);
            visitor.close();
            assertThat(visitor.failures()).isEmpty();
        }
        assertThat(id()).isEqualTo(id);
    }
}
