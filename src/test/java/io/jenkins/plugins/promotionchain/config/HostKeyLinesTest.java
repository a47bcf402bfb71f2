package io.jenkins.plugins.promotionchain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostKeyLinesTest {

    private static final String FINGERPRINT = "SHA256:" + "A".repeat(43);
    private static final String KNOWN =
            "10.0.0.5 ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIE1vbmRheSBtb3JuaW5nIGlzIGFsd2F5cyBncmVlbg==";

    @Test
    void readsFingerprints() {
        assertThat(HostKeyLines.parse("# old and new\n" + FINGERPRINT + "\n" + "SHA256:" + "Q".repeat(43)))
                .isInstanceOfSatisfying(HostKeyPolicy.Pinned.class, pinned -> assertThat(pinned.fingerprints())
                        .hasSize(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256:short", "MD5:aa:bb", "nonsense"})
    void refusesWhatIsNoHostKey(String line) {
        assertThatThrownBy(() -> HostKeyLines.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesTheTwoFormsMixed() {
        assertThatThrownBy(() -> HostKeyLines.parse(FINGERPRINT + "\n" + KNOWN)).hasMessageContaining("not as both");
    }
}
