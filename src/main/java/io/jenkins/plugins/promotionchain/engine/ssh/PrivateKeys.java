package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.LoginFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Gives a private key to JSch, and says what is wrong with one that it cannot use before any server sees it. */
final class PrivateKeys {

    private static final String READABLE = "an Ed25519, ECDSA or RSA private key in OpenSSH or PEM format";

    private PrivateKeys() {}

    /**
     * @throws InvalidInput when the key cannot be read, or is encrypted and there is no passphrase
     * @throws LoginFailed when the passphrase is not that of the key
     */
    static void addTo(JSch jsch, SshTarget target, SshLogin.PrivateKey login) throws PromotionFailure {
        byte[] pem = withUnixLineEnds(login.pem());
        Optional<byte[]> passphrase = openingPassphrase(jsch, pem, target, login.passphrase());
        try {
            jsch.addIdentity(target.place(), pem, null, passphrase.orElse(null));
        } catch (JSchException e) {
            throw unreadable(target, e);
        }
    }

    /** @return the passphrase in the encoding that opens the key; empty when the key is not encrypted */
    private static Optional<byte[]> openingPassphrase(
            JSch jsch, byte[] pem, SshTarget target, Optional<Sensitive> passphrase) throws PromotionFailure {
        KeyPair pair = null;
        try {
            pair = KeyPair.load(jsch, pem, null);
            if (!pair.isEncrypted()) {
                return Optional.empty();
            }
            for (byte[] candidate : encodings(passphrase.orElseThrow(() -> passphraseMissing(target)))) {
                if (pair.decrypt(candidate)) {
                    return Optional.of(candidate);
                }
            }
            throw new LoginFailed(
                    "The passphrase does not open the private key for " + target.place(),
                    "Correct the passphrase in the SSH credentials in Jenkins");
        } catch (JSchException | RuntimeException e) {
            throw unreadable(target, e);
        } finally {
            if (pair != null) {
                pair.dispose();
            }
        }
    }

    /**
     * UTF-8 is what ssh-keygen uses. For encrypted PKCS#8, JSch turns each byte into a character and encodes that as
     * UTF-8 (its class PBKDF2), so that Latin-1 is what comes out right there.
     */
    private static List<byte[]> encodings(Sensitive passphrase) {
        return List.of(passphrase.revealBytes(), passphrase.reveal().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static InvalidInput passphraseMissing(SshTarget target) {
        return new InvalidInput(
                "The private key for " + target.place() + " is encrypted and no passphrase is given",
                "Add the passphrase to the SSH credentials in Jenkins");
    }

    private static InvalidInput unreadable(SshTarget target, Exception cause) {
        return new InvalidInput(
                "The private key for " + target.place() + " cannot be read",
                "Put " + READABLE + " into the SSH credentials in Jenkins, with its BEGIN and END lines",
                cause);
    }

    /** Keys pasted into a form come with CR LF, and without the last line end, which JSch needs. */
    private static byte[] withUnixLineEnds(Sensitive pem) {
        String text = pem.reveal().replace("\r\n", "\n").strip() + "\n";
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
