package io.jenkins.plugins.promotionchain.engine.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenAddressTest {

    @ParameterizedTest
    @CsvSource({
        "80, 80, 127.0.0.1:80",
        "*:80, 80, 127.0.0.1:80",
        "0.0.0.0:80, 0.0.0.0:80, 127.0.0.1:80",
        "10.0.0.5:8080, 10.0.0.5:8080, 10.0.0.5:8080",
        "[::]:80, [::]:80, [::1]:80",
        "80 default_server, 80 default_server, 127.0.0.1:80",
    })
    void readsWhatNginxReadsAndKnowsWhereTheServerReachesIt(String text, String directive, String fromServer) {
        ListenAddress address = ListenAddress.parse(text);

        assertThat(address).hasToString(directive);
        assertThat(address.fromServer()).hasToString(fromServer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "eighty", "80;", "80 ssl", "10.0.0.5", "1:2:3", "unix:/run/x", "80\n", "0", "70000"})
    void refusesAllElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ListenAddress.parse(text));
    }
}
