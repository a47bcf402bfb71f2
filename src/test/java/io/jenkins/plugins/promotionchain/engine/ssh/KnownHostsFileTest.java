package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownHostsFileTest {

    private static final String ONE = Base64.getEncoder().encodeToString("key one".getBytes());
    private static final String TWO = Base64.getEncoder().encodeToString("key two".getBytes());
    private static final HostKeyFingerprint FIRST = HostKeyFingerprint.ofKey("key one".getBytes());
    private static final HostKeyFingerprint SECOND = HostKeyFingerprint.ofKey("key two".getBytes());

    private static Set<HostKeyFingerprint> keys(String text, String host, int port) {
        return KnownHostsFile.parse(text).fingerprintsOf(Endpoint.of(host, port));
    }

    @Test
    void findsAHostByNameWhateverItsCase() {
        assertThat(keys("Web.Example ssh-rsa " + ONE + " comment of words", "wEB.example", 22))
                .containsExactly(FIRST);
    }

    @Test
    void collectsTheKeysOfAllLinesOfAHost() {
        String text = "a,b ssh-rsa " + ONE + "\r\nb ssh-ed25519 " + TWO + "\r\n";
        assertThat(keys(text, "b", 22)).containsExactlyInAnyOrder(FIRST, SECOND);
        assertThat(keys(text, "a", 22)).containsExactly(FIRST);
    }

    @Test
    void prefersTheLineWithThePort() {
        String text = "h ssh-rsa " + ONE + "\n[h]:2222 ssh-rsa " + TWO;
        assertThat(keys(text, "h", 2222)).containsExactly(SECOND);
        assertThat(keys(text, "h", 22)).containsExactly(FIRST);
        assertThat(keys(text, "h", 2223)).containsExactly(FIRST);
    }

    @Test
    void heedsWildcardsAndExclusions() {
        String text = "*.example,!db?.example ssh-rsa " + ONE;
        assertThat(keys(text, "web.example", 22)).containsExactly(FIRST);
        assertThat(keys(text, "db1.example", 22)).isEmpty();
        assertThat(keys(text, "webxexample", 22)).isEmpty();
    }

    @Test
    void findsAHashedName() {
        String line = "|1|F1E1KeoE/eEWhi10WpGv4OdiO6Y=|3988QV0VE8wmZL7suNrYQLITLCg= ssh-rsa " + ONE;
        assertThat(keys(line, "192.168.1.61", 22)).containsExactly(FIRST);
        assertThat(keys(line, "192.168.1.62", 22)).isEmpty();
    }

    @Test
    void takesNoKeyThatIsRevokedAndNoAuthority() {
        assertThat(keys("h ssh-rsa " + ONE + "\n@revoked h ssh-rsa " + ONE, "h", 22))
                .isEmpty();
        assertThat(keys("@cert-authority h ssh-rsa " + ONE, "h", 22)).isEmpty();
    }

    @Test
    void namesTheLineThatItCannotRead() {
        assertThatThrownBy(() -> KnownHostsFile.parse("# one\nh ssh-rsa"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Line 2 of the known_hosts text");
        assertThatThrownBy(() -> KnownHostsFile.parse("h ssh-rsa not*base64"))
                .hasMessageContaining("Line 1 of the known_hosts text");
        assertThatThrownBy(() -> KnownHostsFile.parse("|1|x ssh-rsa " + ONE)).hasMessageContaining("Line 1");
        assertThatThrownBy(() -> KnownHostsFile.parse("@unknown h ssh-rsa " + ONE))
                .hasMessageContaining("Line 1");
    }
}
