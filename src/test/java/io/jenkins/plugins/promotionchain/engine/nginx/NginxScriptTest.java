package io.jenkins.plugins.promotionchain.engine.nginx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NginxScriptTest {

    @Test
    void theSiteTravelsOnStandardInputAndTheScriptBeginsInItsLastLine() {
        Command command = NginxScript.put(NginxInstallation.packaged(), "projectmeats", "# a site\n");

        assertThat(command.words())
                .containsExactly("sh", "-s", "--", "/etc/nginx", "projectmeats", "nginx", "10", "put");
        assertThat(command.input().orElseThrow().reveal())
                .endsWith("\n# a site\nEND_OF_PROMOTION_CHAIN_SITE\n}\nmain \"$@\" </dev/null\n")
                .doesNotContain("\nmain \"$@\"\n");
        assertThat(command.timeout()).isGreaterThan(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no line end", "a\nEND_OF_PROMOTION_CHAIN_SITE\nrm -rf x\n"})
    void refusesATextThatWouldEndEarly(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NginxScript.put(NginxInstallation.packaged(), "projectmeats", text));
    }

    @Test
    void recognizesItsOwnFilesByTheFirstLineThatTheSiteWriterWrites() {
        String marker = "# managed by Promotion Chain";

        assertThat(NginxReload.HEADER).startsWith(marker);
        assertThat(ShellScript.beside(NginxScript.class, "nginx-site.sh")).contains("'" + marker + "'");
    }
}
