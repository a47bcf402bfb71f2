package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.HostSettings;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import io.jenkins.plugins.promotionchain.secrets.HostLogin;
import io.jenkins.plugins.promotionchain.secrets.HostLoginLookup;
import java.util.List;
import java.util.Optional;

/**
 * How to get to the server of a target.
 *
 * @param hostKeys never empty
 */
record ServerAccess(HostAddress address, Port port, List<String> hostKeys, HostLogin login) {

    private static final String HOST = "HOST";

    /**
     * From the configuration, else from the secrets.
     *
     * @return none when something is missing; the target's secrets then remember what
     * @throws InvalidInput when no host key is configured: a server is never trusted unseen
     */
    static Optional<ServerAccess> find(StepTarget target) throws PromotionFailure {
        HostSettings host = target.host();
        Optional<HostAddress> address = host.address();
        if (address.isEmpty()) {
            Optional<String> setting = target.secrets().requireSetting(HOST);
            address = setting.isPresent()
                    ? Optional.of(Parameter.read(HOST, setting.get(), HostAddress::of))
                    : Optional.empty();
        }
        Optional<HostLogin> login =
                new HostLoginLookup(target.secrets()).find(host.credentialsId(), host.account());
        if (address.isEmpty() || login.isEmpty()) {
            return Optional.empty();
        }
        if (host.hostKeys().isEmpty()) {
            throw new InvalidInput(
                    "No host key is configured for " + address.get() + " (" + target.deployment() + ")",
                    "Read it on the server itself with ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub and enter the"
                            + " SHA256 fingerprint under Manage Jenkins > System > Promotion Chain");
        }
        return Optional.of(new ServerAccess(address.get(), host.sshPort(), host.hostKeys(), login.get()));
    }
}
