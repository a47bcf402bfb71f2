package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://u:pw@h.example/x.git, https://h.example/x.git",
        "https://h.example/x?token=pw, https://h.example/x",
        "codecommit::https://u:pw@h.example/x, codecommit::https://h.example/x",
        "git@h.example:team/x.git, git@h.example:team/x.git",
        "one two://u:pw@h/x, ''"
    })
    void isWrittenWithoutALogin(String remote, String written) {
        assertThat(RemoteUrl.withoutLogin(remote)).isEqualTo(written);
    }
}
