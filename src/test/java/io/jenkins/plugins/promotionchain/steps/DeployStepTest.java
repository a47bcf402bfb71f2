package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.util.FormValidation;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a Jenkinsfile and a form say of a container and its health. */
class DeployStepTest {

    private static final String LONGEST = "a".repeat(110);

    static Stream<DeployStep> steps() {
        return Stream.of(new DeployBackendStep(), new DeployFrontendStep());
    }

    static List<SwapStepDescriptor> forms() {
        return List.of(
                new DeployBackendStep.DescriptorImpl(),
                new DeployFrontendStep.DescriptorImpl(),
                new RollbackDeploymentStep.DescriptorImpl());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void asksForTheHealthUnderTheNameThatTheApplicationAnswersTo(DeployStep step) throws Exception {
        assertThat(step.health().virtualHost()).isEmpty();

        step.setHealthHost(" shop.example.com ");
        assertThat(step.health().virtualHost()).contains(HostAddress.of("shop.example.com"));

        step.setHealthHost("shop.example.com/path");
        assertThatThrownBy(step::health)
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("healthHost", "'shop.example.com/path'");
    }

    @Test
    void checksTheNameForTheHealthWhereItIsEntered() {
        DeployStepDescriptor form = new DeployBackendStep.DescriptorImpl();

        assertThat(form.doCheckHealthHost("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckHealthHost("shop.example.com").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckHealthHost("a b").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    /** While it is replaced a container goes by longer names, and docker takes 128 characters. */
    @ParameterizedTest
    @MethodSource("forms")
    void refusesANameThatLeavesNoRoomForThatOfACandidate(SwapStepDescriptor form) {
        assertThat(form.doCheckContainerName(LONGEST).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(form.doCheckContainerName(LONGEST + "a").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(ContainerRequest.nameOf(LONGEST).value()).isEqualTo(LONGEST);
        assertThatThrownBy(() -> ContainerRequest.nameOf(LONGEST + "a")).hasMessageContaining("at most 110 characters");
    }
}
