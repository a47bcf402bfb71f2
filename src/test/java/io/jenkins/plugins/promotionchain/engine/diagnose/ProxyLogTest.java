package io.jenkins.plugins.promotionchain.engine.diagnose;

import static io.jenkins.plugins.promotionchain.engine.ssh.RecordingServer.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.ssh.RecordingServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of nginx's error log comes into the log of a build. */
class ProxyLogTest {

    private static final String OURS =
            "connect() failed (111), client: 127.0.0.1, upstream: \"http://127.0.0.1:8000/a\"";

    @Test
    void whatVisitorsSentInAQueryIsLeftOutAndTheRestStays() throws Exception {
        String quoted = "2026/05/04 11:59:00 [error] connect() failed (111), request: \"GET /reset?token=abc123&n=1"
                + " HTTP/1.1\", upstream: \"http://127.0.0.1:8000/reset?token=abc123&n=1\", referrer:"
                + " \"https://a.example/?k=abc123\"";

        assertThat(about(quoted))
                .containsExactly("2026/05/04 11:59:00 [error] connect() failed (111), request: \"GET /reset?..."
                        + " HTTP/1.1\", upstream: \"http://127.0.0.1:8000/reset?...\", referrer:"
                        + " \"https://a.example/?...\"");
    }

    @Test
    void whatIsOlderThanAnHourIsLeftOut() throws Exception {
        assertThat(about("2026/05/04 10:59:59 [error] " + OURS, "2026/05/03 11:59:59 [error] " + OURS))
                .singleElement()
                .satisfies(only -> assertThat(only).contains("says nothing of this site in the last hour"));
        assertThat(about("2026/05/04 10:59:59 [error] " + OURS, "2026/05/04 11:00:00 [error] " + OURS))
                .containsExactly("2026/05/04 11:00:00 [error] " + OURS);
    }

    @Test
    void whatIsOfAnotherSiteIsLeftOut() throws Exception {
        String other = "2026/05/04 11:59:00 [error] connect() failed, upstream: \"http://127.0.0.1:80001/a\"";
        String named = "2026/05/04 11:59:01 [error] connect() failed, upstream: \"http://198.51.100.7:8811/a\"";

        assertThat(about(other, named)).containsExactly(named);
    }

    @Test
    void whyNginxCouldNotStartConcernsEverySite() throws Exception {
        String emergency = "2026/05/04 11:59:00 [emerg] 7#7: bind() to 0.0.0.0:80 failed (98: Address already in use)";

        assertThat(about(emergency)).containsExactly(emergency);
    }

    @Test
    void onlyTheLastFewAreShown() throws Exception {
        String[] lines = IntStream.range(10, 20)
                .mapToObj(second -> "2026/05/04 11:59:" + second + " [error] " + OURS)
                .toArray(String[]::new);

        assertThat(about(lines)).hasSize(5).last().isEqualTo(lines[9]);
    }

    @Test
    void aLogThatMayNotBeReadIsToldWithWhatToDo() throws Exception {
        assertThat(said("log=/var/log/nginx/error.log\naccount=django\nnow=2026/05/04 12:00:00\nread=no\n"))
                .singleElement()
                .satisfies(only -> assertThat(only)
                        .contains("/var/log/nginx/error.log", "cannot be read by the account django")
                        .contains("usermod -aG adm django"));
        assertThat(said("log=syslog:server=unix:/dev/log\naccount=django\nread=no\n"))
                .singleElement()
                .satisfies(only -> assertThat(only).contains("syslog:server=unix:/dev/log", "not looked at"));
    }

    private static List<String> about(String... lines) throws Exception {
        return said("log=/var/log/nginx/error.log\naccount=django\nnow=2026/05/04 12:00:00\naddress=127.0.0.1:8000\n"
                + "address=backend.example:8811\nread=yes\nline=" + String.join("\nline=", lines) + "\n");
    }

    private static List<String> said(String output) throws Exception {
        RecordingServer server = new RecordingServer().on(command -> true, output(output));
        return new ProxyLog(server).about(List.of("shop-frontend"));
    }
}
