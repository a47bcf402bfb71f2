package io.jenkins.plugins.promotionchain.config;

import hudson.util.HttpResponses;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyQuestion;
import io.jenkins.plugins.promotionchain.engine.ssh.ShownHostKey;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.time.Duration;
import java.util.Map;
import org.kohsuke.stapler.HttpResponse;

/** What the page is told of a server's host key: {@code server}, {@code type} and {@code fingerprint}, or a sentence. */
final class HostKeyAnswer {

    /** A person waits at the page. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private HostKeyAnswer() {}

    /** @param address and {@code port} as they stand in the form; no port: the default one */
    static HttpResponse of(String address, String port) throws InterruptedException {
        String host = FormText.trimmed(address);
        if (host.isEmpty()) {
            return HttpResponses.errorJSON("Fill in the address of the server first.");
        }
        try {
            Endpoint server = new Endpoint(HostAddress.of(host), portOf(FormText.trimmed(port)));
            ShownHostKey key = new HostKeyQuestion(PATIENCE).ask(server);
            return HttpResponses.okJSON(Map.of(
                    "server",
                    server.toString(),
                    "type",
                    key.type(),
                    "fingerprint",
                    key.fingerprint().value()));
        } catch (IllegalArgumentException | PromotionFailure e) {
            return HttpResponses.errorJSON(e.getMessage());
        }
    }

    private static Port portOf(String text) {
        return text.isEmpty() ? new Port(HostSettings.DEFAULT_SSH_PORT) : FormText.port(text);
    }
}
