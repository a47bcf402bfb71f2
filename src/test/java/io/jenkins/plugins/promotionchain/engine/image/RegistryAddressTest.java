package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:5000, http://127.0.0.1:5000/v2/",
        "127.42.0.5:5000, http://127.42.0.5:5000/v2/",
        "localhost:5000, http://localhost:5000/v2/",
        "[::1]:5000, http://[::1]:5000/v2/",
        "registry.example.com, https://registry.example.com/v2/",
        "127.0.0.1.example.com, https://127.0.0.1.example.com/v2/",
        "localhost.example.com, https://localhost.example.com/v2/",
        "10.0.0.5:5000, https://10.0.0.5:5000/v2/",
        "docker.io, https://registry-1.docker.io/v2/"
    })
    void speaksPlainHttpWithThisMachineOnly(String registry, URI root) {
        assertThat(RegistryAddress.of(registry).root()).isEqualTo(root);
    }

    @ParameterizedTest
    @CsvSource({
        "https://tokens.example.com/x, true",
        "http://127.0.0.1:1/x, true",
        "http://tokens.example.com/x, false",
        "ftp://127.0.0.1/x, false",
        "/relative, false"
    })
    void sendsSecretsOnlyWhereNobodyListens(URI address, boolean expected) {
        assertThat(RegistryAddress.isPrivate(address)).isEqualTo(expected);
    }

    @Test
    void takesTheUsualPortForTheSameWhetherItIsWrittenOrNot() {
        assertThat(RegistryAddress.sameOrigin(URI.create("https://r.example/a"), URI.create("https://r.example:443/b")))
                .isTrue();
        assertThat(RegistryAddress.sameOrigin(URI.create("https://r.example/a"), URI.create("https://r.example:444/b")))
                .isFalse();
    }
}
