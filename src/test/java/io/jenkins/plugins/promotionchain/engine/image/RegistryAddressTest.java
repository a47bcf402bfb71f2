package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
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
        "https://tokens.example.com:65535/x, true",
        "https://tokens.example.com:99999/x, false",
        "https://10.0.0.256/x, false",
        "/relative, false"
    })
    void sendsSecretsOnlyWhereNobodyListens(URI address, boolean expected) {
        assertThat(RegistryAddress.isPrivate(address)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.com/a, https://registry.example.com:443/b, true",
        "https://registry.example.com:443/a, https://Registry.example.com/b, true",
        "http://localhost/a, http://localhost:80/b, true",
        "https://registry.example.com/a, https://registry.example.com:80/b, false",
        "https://registry.example.com:5000/a, https://registry.example.com/b, false",
        "http://localhost:443/a, https://localhost/b, false",
        "https://registry.example.com/a, https://storage.example.com/b, false"
    })
    void knowsTheSameServerAgain(URI one, URI other, boolean same) {
        assertThat(RegistryAddress.sameOrigin(one, other)).isEqualTo(same);
        assertThat(RegistryAddress.sameOrigin(other, one)).isEqualTo(same);
    }
}
