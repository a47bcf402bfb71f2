package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerificationTest {

    private static final String OLD = ContainerDeploymentTest.image('a');
    private static final String NEW = ContainerDeploymentTest.image('b');

    private FakeApplication application;
    private FakeServer server;
    private SimulatedDocker docker;

    @BeforeEach
    void start() throws Exception {
        application = new FakeApplication();
        application.answers(200, "ok");
        server = new FakeServer(application.port());
        docker = new SimulatedDocker(server);
        docker.with("pm-backend", OLD, "running");
    }

    @AfterEach
    void stop() {
        application.close();
    }

    @Test
    void aRefusalBringsTheVersionBeforeBack() {
        assertThatThrownBy(() -> deploy(container -> {
                    throw new CommandFailed("The page is wrong", "Mend it");
                }))
                .isInstanceOf(CommandFailed.class);

        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "running " + OLD));
    }

    @Test
    void soDoesAMistakeInTheVerificationItself() {
        assertThatThrownBy(() -> deploy(container -> {
                    throw new IllegalStateException("a mistake");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(docker.containers()).isEqualTo(Map.of("pm-backend", "running " + OLD));
    }

    private void deploy(Verification verification) throws Exception {
        new ContainerDeployment(server, server.clock(), server.sleeper(), server.log())
                .deploy(ContainerDeploymentTest.request(NEW, Map.of("KEY", "v")), verification);
    }
}
