package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.UIKeyboardInteractive;
import com.jcraft.jsch.UserInfo;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers a server that asks for the password, once per method: a second question means that it was wrong, and asking
 * on would only lock the account. In {@code keyboard-interactive} the one question without echo is the password, in
 * whatever language; anything else (a second factor) is not answered.
 */
final class PasswordPrompt implements UserInfo, UIKeyboardInteractive {

    private final Optional<Sensitive> password;
    private boolean givenAsPassword;
    private boolean givenInteractively;

    PasswordPrompt(SshLogin login) {
        password = login instanceof SshLogin.Password with ? Optional.of(with.password()) : Optional.empty();
    }

    @Override
    public boolean promptPassword(String message) {
        boolean first = !givenAsPassword;
        givenAsPassword = true;
        return first && password.isPresent();
    }

    @Override
    public String getPassword() {
        return password.map(Sensitive::reveal).orElse(null);
    }

    @Override
    public String[] promptKeyboardInteractive(
            String destination, String name, String instruction, String[] prompts, boolean[] echo) {
        if (prompts.length == 0) {
            return new String[0];
        }
        // a server that wants a new password (RFC 4252, section 8) must not get the old one as such
        boolean change = givenAsPassword || name.toLowerCase(Locale.ROOT).contains("change");
        if (change || givenInteractively || password.isEmpty() || prompts.length != 1 || echo[0]) {
            return null;
        }
        givenInteractively = true;
        return new String[] {getPassword()};
    }

    /** The key was decrypted before it was given to JSch. */
    @Override
    public boolean promptPassphrase(String message) {
        return false;
    }

    @Override
    public String getPassphrase() {
        return null;
    }

    /** Never: host keys are decided by {@link HostKeyGate}. */
    @Override
    public boolean promptYesNo(String message) {
        return false;
    }

    /** Banners are for people at a terminal. */
    @Override
    public void showMessage(String message) {}
}
