package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.HostSettings;
import io.jenkins.plugins.promotionchain.config.JumpSettings;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyPolicy;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.secrets.HostLogin;
import io.jenkins.plugins.promotionchain.secrets.HostLoginLookup;
import io.jenkins.plugins.promotionchain.secrets.SecretNames;
import java.util.Optional;

/** How to get to the server of a target: address and account from the configuration, else from the secrets. */
final class ServerAccess {

    private ServerAccess() {}

    /**
     * @return none when something is missing; the target's secrets then remember what
     * @throws InvalidInput when no host key is configured: a server is never trusted unseen
     */
    static Optional<SshTarget> find(StepTarget target) throws PromotionFailure {
        HostSettings host = target.host();
        Optional<HostAddress> address = address(target);
        Optional<HostLogin> login = new HostLoginLookup(target.secrets()).find(host.credentialsId(), host.account());
        if (address.isEmpty() || login.isEmpty()) {
            return Optional.empty();
        }
        HostKeyPolicy hostKeys = host.hostKeys()
                .orElseThrow(() -> new InvalidInput(
                        "No host key is configured for " + address.get() + " (" + target.deployment() + ")",
                        "Read it on the server itself with ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub and enter"
                                + " the SHA256 fingerprint under Manage Jenkins > Promotion chains"));
        Endpoint endpoint = new Endpoint(address.get(), host.sshPort());
        SshTarget direct = Parameter.read(
                "USER",
                login.get().account(),
                account -> SshTarget.of(endpoint, account, login.get().proof(), hostKeys));
        return host.jump().isEmpty()
                ? Optional.of(direct)
                : jump(target, host.jump().get()).map(direct::through);
    }

    private static Optional<SshTarget> jump(StepTarget target, JumpSettings jump) throws PromotionFailure {
        Optional<HostLogin> login = new HostLoginLookup(target.secrets()).named(jump.credentialsId(), jump.account());
        return login.isEmpty()
                ? Optional.empty()
                : Optional.of(Parameter.read(
                        "USER",
                        login.get().account(),
                        account -> SshTarget.of(
                                jump.endpoint(), account, login.get().proof(), jump.hostKeys())));
    }

    private static Optional<HostAddress> address(StepTarget target) throws PromotionFailure {
        Optional<HostAddress> configured = target.host().address();
        if (configured.isPresent()) {
            return configured;
        }
        Optional<String> setting = target.secrets().requireSetting(SecretNames.HOST);
        return setting.isPresent()
                ? Optional.of(Parameter.read(SecretNames.HOST, setting.get(), HostAddress::of))
                : Optional.empty();
    }
}
