package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Optional;

/** How an account proves who it is. */
public sealed interface SshLogin {

    /** The method as users know it, for messages. */
    String method();

    /** A password, given to the methods {@code password} and {@code keyboard-interactive}. */
    record Password(Sensitive password) implements SshLogin {

        @Override
        public String method() {
            return "password";
        }
    }

    /**
     * A private key: Ed25519, ECDSA or RSA.
     *
     * @param pem text in OpenSSH's own format, PKCS#1 or PKCS#8; line ends do not matter
     * @param passphrase none where the key is not encrypted
     */
    record PrivateKey(Sensitive pem, Optional<Sensitive> passphrase) implements SshLogin {

        @Override
        public String method() {
            return "private key";
        }
    }
}
