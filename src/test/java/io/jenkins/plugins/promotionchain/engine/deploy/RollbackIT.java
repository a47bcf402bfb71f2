package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Back to an earlier version, while visitors ask every 10 ms. */
class RollbackIT extends SandboxBackend {

    @Override
    protected SwapSettings swap() {
        return SwapSettings.of(SwapStrategy.NGINX);
    }

    @Test
    void theKeptContainerServesAgainWithoutARequestLostAndWithoutTheRegistry() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef two = images().healthy("two");
        deploy(one, Map.of("KEY", "of one"));
        deploy(two, Map.of("KEY", "of two"));
        try (Visitor visitor = visitor()) {
            DeploymentOutcome outcome = rollBack(new RollbackTarget.Previous());
            visitor.close();

            assertThat(outcome.image()).isEqualTo(one);
            assertThat(outcome.previous()).contains(two);
            assertThat(visitor.failures()).isEmpty();
            assertThat(visitor.versions()).containsExactly("two", "one");
        }
        assertThat(names()).containsExactlyInAnyOrder(NAME.value(), keptName(two));
        assertThat(said("docker", "exec", NAME.value(), "sh", "-c", "echo $KEY"))
                .isEqualTo("of one");
        assertThat(said("docker", "inspect", "--format", "{{.HostConfig.RestartPolicy.Name}}", NAME.value()))
                .isEqualTo("unless-stopped");

        assertThat(rollBack(new RollbackTarget.Digest(two.digest())).image()).isEqualTo(two);
        assertThat(rollBack(new RollbackTarget.Build(1, "https://ci.example.com/job/"))
                        .image())
                .isEqualTo(one);
    }

    @Test
    void aVersionOfWhichNoContainerWasKeptIsFetchedAgain() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef two = images().healthy("two");
        deploy(one, Map.of("KEY", "v"));
        deploy(two, Map.of("KEY", "v"));
        said("docker", "rm", keptName(one));
        said("docker", "image", "rm", one.toString());

        assertThat(rollBack(new RollbackTarget.Digest(one.digest())).changes())
                .contains("image " + one + " pulled")
                .anyMatch(change -> change.startsWith("container stories-backend started from " + one));
    }

    @Test
    void aKeptContainerThatDoesNotGetHealthyIsKeptAgain() throws Exception {
        ImageRef one = images().healthy("one");
        ImageRef two = images().healthy("two");
        deploy(one, Map.of());
        deploy(two, Map.of());
        said("sh", "-c", "cd /tmp && echo exit 3 > start && docker cp start " + keptName(one) + ":/start; rm -f start");
        try (Visitor visitor = visitor()) {
            assertThatThrownBy(() -> rollBack(new RollbackTarget.Previous())).isInstanceOf(Unhealthy.class);
            visitor.close();
            assertThat(visitor.failures()).isEmpty();
        }
        assertThat(names()).containsExactlyInAnyOrder(NAME.value(), keptName(one));
    }

    @Test
    void saysWhatThereIsWhenThereIsNothingToGoBackTo() throws Exception {
        ImageRef one = images().healthy("one");
        deploy(one, Map.of());

        assertThatThrownBy(() -> rollBack(new RollbackTarget.Previous()))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("No container of the previous version", "there is none");
        assertThatThrownBy(() -> rollBack(new RollbackTarget.Build(7, "https://ci.example.com/job/")))
                .hasMessageContaining("No container of build 7");
        assertThatThrownBy(() -> rollBack(new RollbackTarget.Digest(one.digest())))
                .hasMessageContaining("already");
        ImageDigest nowhere = ImageDigest.of("sha256:" + "0".repeat(64));
        assertThatThrownBy(() -> rollBack(new RollbackTarget.Digest(nowhere)))
                .hasMessageContaining("neither there nor in the registry");
    }

    private DeploymentOutcome rollBack(RollbackTarget to) throws Exception {
        RollbackRequest request = new RollbackRequest(
                TARGET,
                NAME,
                to,
                registry -> login(),
                new ContainerEnvironment("stories/backend.env", Map.of()),
                swap(),
                "https://ci.example.com/job/2/");
        try (Workplace place = workplace(TransactionId.random())) {
            return new Rollback(place, NginxInstallation.packaged()).run(request);
        }
    }
}
