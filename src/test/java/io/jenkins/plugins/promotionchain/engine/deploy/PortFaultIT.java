package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.failure.ProxyConfigurationRejected;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Somebody else has the port. */
class PortFaultIT extends FaultScenario {

    @Test
    void somebodyListensWhereTheNewContainerWouldBe() throws Exception {
        getsThere(() -> {
            try (ServerSocket listening = new ServerSocket()) {
                int slot = freeSlot();
                listening.bind(new InetSocketAddress(host(), slot));
                assertThat(deploy("two").changes()).noneMatch(change -> change.endsWith(":" + slot));
            }
        });
    }

    /** One that is bound and does not listen is seen by nobody until docker is refused the port. */
    @Test
    void somebodyTakesThePortOfTheNewContainerUnseen() throws Exception {
        getsThere(() -> {
            try (Listeners before = new Listeners();
                    Socket bound = new Socket()) {
                int slot = bindUnusedSlot(bound, before);
                assertThat(deploy("two").changes()).noneMatch(change -> change.endsWith(":" + slot));
            }
        });
    }

    @Test
    void somebodyHasThePublicPortBeforeTheFirstDeployment() throws Exception {
        clean();
        try (ServerSocket listening = new ServerSocket()) {
            listening.bind(new InetSocketAddress(host(), port()));

            assertThatThrownBy(() -> deploy("one"))
                    .isInstanceOf(ProxyConfigurationRejected.class)
                    .hasMessageContaining("could not load it")
                    .hasMessageContaining("another program holds the address");
        }
        assertThat(names()).isEmpty();
        assertThat(told()).contains("nothing serves now, as there was no version before");
    }

    /** As long as the stranger is there nobody can serve; when it has gone, the old version does, without help. */
    @Test
    void aStrangerTakesThePublicPortAtTheTakeover() throws Exception {
        runAsTheSeedDoes();
        String id = id();

        try (Meanwhile stranger = new Meanwhile(() -> holdFor(4_000))) {
            assertThatThrownBy(() -> deploy("two"))
                    .isInstanceOf(ProxyConfigurationRejected.class)
                    .hasMessageContaining("could not load it");
        }

        assertThat(id()).isEqualTo(id);
        assertThat(candidates()).isEmpty();
        assertThat(told()).contains("serves again and is healthy");
        try (Visitor visitor = visitor()) {
            visitor.rest();
            visitor.close();
            assertThat(visitor.failures()).isEmpty();
            assertThat(visitor.versions()).containsExactly("one");
        }
    }

    private void runAsTheSeedDoes() throws Exception {
        deploy("one");
        clean();
        String image = image("one").toString();
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
                image);
    }

    /**
     * Connections to the container before, which used a port, keep it for a minute (TIME_WAIT). An option that overlooks them
     * would let docker have the port as well; so the first one that nobody has used is taken, and somebody listens before it.
     */
    private int bindUnusedSlot(Socket socket, Listeners before) throws Exception {
        int port = freeSlot();
        while (true) {
            try {
                socket.bind(new InetSocketAddress(host(), port));
                return port;
            } catch (BindException e) {
                before.listen(new InetSocketAddress(host(), port));
                port++;
            }
        }
    }

    /** Open until the end of a test. */
    private static final class Listeners implements AutoCloseable {

        private final List<ServerSocket> open = new ArrayList<>();

        void listen(InetSocketAddress address) throws IOException {
            ServerSocket listening = new ServerSocket();
            open.add(listening);
            listening.bind(address);
        }

        @Override
        public void close() throws IOException {
            for (ServerSocket listening : open) {
                listening.close();
            }
        }
    }

    /** Takes the port in the moment in which the old container lets it go. */
    private void holdFor(long millis) throws Exception {
        while (true) {
            try (ServerSocket stranger = new ServerSocket()) {
                stranger.bind(new InetSocketAddress(host(), port()));
                Thread.sleep(millis);
                return;
            } catch (IOException e) {
                Thread.sleep(1);
            }
        }
    }

    /** The port that the next container would be given. */
    private int freeSlot() throws Exception {
        String slots = said("docker", "ps", "-a", "--format", "{{.Label \"" + ContainerLabels.SLOT + "\"}}");
        int port = 18000;
        while (slots.contains(":" + port)) {
            port++;
        }
        return port;
    }

    private String host() {
        return publish().address().orElseThrow().value();
    }

    private int port() {
        return publish().hostPort().number();
    }
}
