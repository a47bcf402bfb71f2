package io.jenkins.plugins.promotionchain.secrets;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Optional;

/** Who logs in to a server, and with what. */
public record HostLogin(String account, Proof proof) {

    /** What the server accepts as proof. */
    public sealed interface Proof {}

    public record Password(Sensitive value) implements Proof {}

    /** @param key in OpenSSH or PEM form */
    public record Key(Sensitive key, Optional<Sensitive> passphrase) implements Proof {}
}
