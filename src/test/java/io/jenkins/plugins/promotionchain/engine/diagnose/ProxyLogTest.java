package io.jenkins.plugins.promotionchain.engine.diagnose;

import static io.jenkins.plugins.promotionchain.engine.ssh.RecordingServer.output;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.ssh.RecordingServer;
import org.junit.jupiter.api.Test;

/** What of nginx's error log comes into the log of a build. */
class ProxyLogTest {

    @Test
    void whatVisitorsSentInAQueryIsLeftOutAndTheRestStays() throws Exception {
        RecordingServer server = new RecordingServer()
                .on(
                        command -> true,
                        output(
                                "connect() failed (111), request: \"GET /reset?token=abc123&n=1 HTTP/1.1\", upstream:"
                                        + " \"http://127.0.0.1:8000/reset?token=abc123&n=1\", referrer: \"https://a.example/?k=abc123\"\n"));

        assertThat(ProxyLog.lastLines(server))
                .containsExactly("connect() failed (111), request: \"GET /reset?... HTTP/1.1\", upstream:"
                        + " \"http://127.0.0.1:8000/reset?...\", referrer: \"https://a.example/?...\"");
    }

    @Test
    void nothingIsSaidWhereTheLogMayNotBeRead() throws Exception {
        assertThat(ProxyLog.lastLines(new RecordingServer())).isEmpty();
    }
}
