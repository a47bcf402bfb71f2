package io.jenkins.plugins.promotionchain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the button "Fetch and pin" is told; {@code HostKeyQuestionTest} has the keys. */
class FetchHostKeyTest {

    private final HostConfig.DescriptorImpl host = new HostConfig.DescriptorImpl();

    @BeforeEach
    void asAnAdministrator() {
        Controller.usedBy(Jenkins.ADMINISTER);
    }

    @Test
    void asksNoServerForWhoMayNotConfigure() {
        Controller.usedBy(Jenkins.SYSTEM_READ);

        assertThatThrownBy(() -> host.doFetchHostKey("127.0.0.1", "22")).isInstanceOf(Controller.Refused.class);
    }

    @Test
    void asksForTheAddressFirst() throws Exception {
        assertThat(host.doFetchHostKey(" ", "22")).hasToString("error Fill in the address of the server first.");
    }

    @Test
    void saysWhatIsWrongWithTheForm() throws Exception {
        assertThat(host.doFetchHostKey("-oProxyCommand=x", "22").toString()).startsWith("error ");
        assertThat(host.doFetchHostKey("127.0.0.1", "ssh"))
                .hasToString("error A port is a number from 1 to 65535, not 'ssh'");
        assertThat(host.doFetchHostKey("127.0.0.1", "0").toString()).startsWith("error ");
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        String port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = String.valueOf(socket.getLocalPort());
        }

        assertThat(host.doFetchHostKey("127.0.0.1", port).toString())
                .startsWith("error 127.0.0.1:" + port + " refused the connection. Check that");
    }
}
