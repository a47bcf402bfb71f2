package io.jenkins.plugins.promotionchain.config;

import hudson.util.HttpResponses;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyQuestion;
import io.jenkins.plugins.promotionchain.engine.ssh.ShownHostKey;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
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
            return HttpResponses.okJSON(
                    texts(server.toString(), key.type(), key.fingerprint().value()));
        } catch (IllegalArgumentException | PromotionFailure e) {
            return HttpResponses.errorJSON(e.getMessage());
        }
    }

    /** With all that the page may have to say of it. */
    private static Map<String, String> texts(String server, String type, String fingerprint) {
        String algorithm = type.startsWith("ecdsa") ? "ecdsa" : type.replace("ssh-", "");
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("server", server);
        texts.put("type", type);
        texts.put("fingerprint", fingerprint);
        texts.put("known", Messages.text("hostKey.known", server, type, fingerprint));
        texts.put("question", Messages.text("hostKey.question", server, type, fingerprint, algorithm));
        for (String key : List.of("title", "replaces", "pin", "pinned", "nothing")) {
            texts.put(key, Messages.text("hostKey." + key));
        }
        return texts;
    }

    private static Port portOf(String text) {
        return text.isEmpty() ? new Port(HostSettings.DEFAULT_SSH_PORT) : FormText.port(text);
    }
}
