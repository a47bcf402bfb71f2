package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.JSchAlgoNegoFailException;
import com.jcraft.jsch.JSchException;
import io.jenkins.plugins.promotionchain.engine.failure.HostKeyRejected;
import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.failure.LoginFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Puts into words why a connection to one server did not come about. */
final class ConnectFailures {

    /** How JSch says it; the only place where it names the methods that the server offers. */
    private static final Pattern AUTH_FAILED = Pattern.compile("Auth (?:fail|cancel) for methods '([^']*)'");

    private static final Pattern TOO_MANY = Pattern.compile("(?i)too many authentication failures");

    private final SshTarget target;

    ConnectFailures(SshTarget target) {
        this.target = target;
    }

    PromotionFailure of(JSchException failure) {
        String message = String.valueOf(failure.getMessage());
        Matcher auth = AUTH_FAILED.matcher(message);
        if (auth.find()) {
            return loginFailed("; the server offers: " + offered(auth.group(1)), failure);
        }
        if (TOO_MANY.matcher(message).find()) {
            return loginFailed("; the server closed the connection after too many attempts", failure);
        }
        if (failure instanceof JSchAlgoNegoFailException) {
            return new HostUnreachable(
                    where() + " has no SSH algorithm in common with this plugin (" + message + ")",
                    "Update the OpenSSH server there",
                    failure);
        }
        return unreachable(failure);
    }

    private HostUnreachable unreachable(JSchException failure) {
        if (caused(failure, UnknownHostException.class)) {
            return new HostUnreachable(
                    "The host name " + target.endpoint().host() + " is not known",
                    "Check the host in the configuration, and the DNS of the machine that connects",
                    failure);
        }
        if (caused(failure, ConnectException.class)) {
            return new HostUnreachable(
                    where() + " refused the connection",
                    "Check that the SSH server runs there, and its port in the configuration",
                    failure);
        }
        if (caused(failure, SocketTimeoutException.class)) {
            return timedOut(failure);
        }
        if (target.jump().isPresent()) {
            return new HostUnreachable(
                    where() + " did not answer through the jump host "
                            + target.jump().get().endpoint() + " (" + failure.getMessage() + ")",
                    "Check that the jump host reaches it and that its sshd_config has AllowTcpForwarding yes",
                    failure);
        }
        return new HostUnreachable(
                "No SSH connection to " + where() + ": " + failure.getMessage(),
                "Check that an SSH server answers there and that no firewall or MaxStartups limit cuts it off",
                failure);
    }

    HostUnreachable timedOut(Exception cause) {
        return new HostUnreachable(
                where() + " did not answer within " + target.connectTimeout().toSeconds() + " seconds",
                "Check that it is up, its address and port in the configuration, and the firewalls on the way",
                cause);
    }

    HostKeyRejected hostKeyRejected(List<HostKeyFingerprint> shown, Set<HostKeyFingerprint> expected) {
        String expectation = expected.isEmpty()
                ? "and no host key of it is configured"
                : "but expected is "
                        + expected.stream()
                                .map(HostKeyFingerprint::value)
                                .sorted()
                                .collect(Collectors.joining(" or "));
        return new HostKeyRejected(
                "%s showed the host key %s, %s; nothing was sent to it"
                        .formatted(
                                where(),
                                shown.stream().map(HostKeyFingerprint::value).collect(Collectors.joining(" and ")),
                                expectation),
                "If the key was changed on purpose, verify it out of band"
                        + " (on the server itself: ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub), then "
                        + target.hostKeys().remedy());
    }

    private LoginFailed loginFailed(String detail, JSchException cause) {
        String whatToDo = target.login() instanceof SshLogin.Password
                ? "Check the password in the Jenkins credentials, and that the server's sshd_config lets this account"
                        + " log in with a password"
                : "Check that the public half of the key in the Jenkins credentials stands in the account's"
                        + " ~/.ssh/authorized_keys";
        return new LoginFailed(
                "Login as " + target.account() + "@" + target.endpoint() + " with a "
                        + target.login().method() + " failed" + detail,
                whatToDo,
                cause);
    }

    private static String offered(String methods) {
        return methods.isBlank() ? "nothing" : methods.replace(",", ", ");
    }

    private String where() {
        return target.endpoint().toString();
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
        Optional<Throwable> cause = Optional.ofNullable(failure);
        while (cause.isPresent() && !type.isInstance(cause.get())) {
            cause = Optional.ofNullable(cause.get().getCause());
        }
        return cause.isPresent();
    }
}
