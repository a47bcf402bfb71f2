package io.jenkins.plugins.promotionchain.engine.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SiteSpecTest {

    private static SiteSpec site(String name, String serverName, List<String> paths) {
        return new SiteSpec(
                name, "80", serverName, Endpoint.of("127.0.0.1", 8080), Optional.empty(), paths, Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../x", ".x", "a/b", "a b", "a\n", "-x"})
    void refusesANameThatIsNoFileName(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> site(name, "_", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a; return 200", "a  b", "$host", "~^x", "a\nb", "a{", "-a", "a.*.b", "https://a"})
    void refusesAServerNameThatIsNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> site("a", name, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "api", "/api", "api/", "/a$b/", "/a\n/"})
    void refusesABackendPathThatNginxWouldReadOtherwise(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> site("a", "_", List.of(path)));
    }

    @Test
    void refusesABackendPathThatStandsTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> site("a", "_", List.of("/api/", "/api/")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"chain.pem", "", "/a\nb", "/$x"})
    void refusesACertificatePathThatNginxWouldReadOtherwise(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> new SiteSpec.Tls(path, "/key.pem"));
        assertThatIllegalArgumentException().isThrownBy(() -> new SiteSpec.Tls("/chain.pem", path));
    }

    @ParameterizedTest
    @CsvSource({
        "_,",
        "dev.example.com, dev.example.com",
        "*.example.com dev.example.com, dev.example.com",
        "*.example.com,"
    })
    void isAskedUnderItsFirstNameWithoutAWildcard(String names, String asked) {
        assertThat(site("a", names, List.of()).askableName()).isEqualTo(Optional.ofNullable(asked));
    }
}
