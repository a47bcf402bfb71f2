package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.LoginFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.charset.StandardCharsets;

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
        byte[] passphrase = login.passphrase().map(Sensitive::revealBytes).orElse(null);
        check(jsch, pem, passphrase, target);
        try {
            jsch.addIdentity(target.place(), pem, null, passphrase);
        } catch (JSchException e) {
            throw unreadable(target, e);
        }
    }

    private static void check(JSch jsch, byte[] pem, byte[] passphrase, SshTarget target) throws PromotionFailure {
        KeyPair pair = null;
        try {
            pair = KeyPair.load(jsch, pem, null);
            if (pair.isEncrypted() && passphrase == null) {
                throw new InvalidInput(
                        "The private key for " + target.place() + " is encrypted and no passphrase is given",
                        "Add the passphrase to the SSH credentials in Jenkins");
            }
            if (pair.isEncrypted() && !pair.decrypt(passphrase)) {
                throw new LoginFailed(
                        "The passphrase does not open the private key for " + target.place(),
                        "Correct the passphrase in the SSH credentials in Jenkins");
            }
        } catch (JSchException | RuntimeException e) {
            throw unreadable(target, e);
        } finally {
            if (pair != null) {
                pair.dispose();
            }
        }
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
