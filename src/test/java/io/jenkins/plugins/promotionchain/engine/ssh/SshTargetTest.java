package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshTargetTest {

    private static final HostKeyPolicy PINNED = new HostKeyPolicy.Pinned(
            Set.of(HostKeyFingerprint.of("SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")));

    private static SshTarget target(String account) {
        return SshTarget.of(
                Endpoint.of("10.0.0.5", 22),
                account,
                new SshLogin.PrivateKey(Sensitive.of("sentinel"), Optional.of(Sensitive.of("sentinel"))),
                PINNED);
    }

    @Test
    void printsNoSecret() {
        assertThat(target("django").toString()).contains("django").doesNotContain("sentinel");
    }

    @Test
    void equalsATargetWithTheSameParts() {
        assertThat(target("django")).isEqualTo(target("django")).isNotEqualTo(target("root"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "a\0"})
    void refusesWhatIsNoAccount(String account) {
        assertThatIllegalArgumentException().isThrownBy(() -> target(account));
    }

    @Test
    void refusesTimesThatMakeNoSense() {
        assertThatIllegalArgumentException().isThrownBy(() -> target("a").withConnectTimeout(Duration.ZERO));
        assertThatIllegalArgumentException().isThrownBy(() -> target("a").withKeepAlive(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "SHA256:",
                "MD5:16:27:ac:a5:76:28:2d:36:63:1b:56:4d:eb:df:a6:48",
                "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV",
                "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuF",
                "sha256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU"
            })
    void refusesWhatIsNoFingerprint(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostKeyFingerprint.of(text));
    }

    @Test
    void refusesAnEmptyPin() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HostKeyPolicy.Pinned(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "a\nb", "a\0b"})
    void refusesWhatIsNoPathOfAFile(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> RemoteFile.readable(path, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rw-", "0999", "44", "04755", "u+x"})
    void refusesWhatIsNoMode(String mode) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RemoteFile("/x", Sensitive.of(""), mode));
    }
}
