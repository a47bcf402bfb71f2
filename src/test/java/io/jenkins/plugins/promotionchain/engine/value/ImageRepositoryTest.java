package io.jenkins.plugins.promotionchain.engine.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRepositoryTest {

    @ParameterizedTest
    @CsvSource({
        "registry.example.com/team/app, registry.example.com, team/app",
        "127.0.0.1:5000/app, 127.0.0.1:5000, app",
        "localhost/app, localhost, app",
        "build-server:65535/a/b/c, build-server:65535, a/b/c",
        "xn--mller-kva.example.com:1/app, xn--mller-kva.example.com:1, app"
    })
    void isARegistryAndAPath(String text, String registry, String path) {
        assertThat(ImageRepository.parse(text)).isEqualTo(new ImageRepository(registry, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.256:5000",
                "reg.example.5",
                "my-.example.com",
                "-my.example.com",
                "a..b",
                ".",
                "registry.example.com:0",
                "registry.example.com:99999"
            })
    void refusesARegistryThatNoRequestCanBeSentTo(String registry) {
        assertThatThrownBy(() -> ImageRepository.parse(registry + "/team/app"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + registry + "' is not a registry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "team/app", "/app", "registry.example.com/", "registry.example.com/Team/app"})
    void refusesWhatIsNoRepository(String text) {
        assertThatThrownBy(() -> ImageRepository.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
