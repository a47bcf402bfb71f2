package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.HostSettings;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.secrets.SecretNames;
import java.util.Optional;
import java.util.Set;

/**
 * Where the frontend's server reaches the backend: what the step says, else the secret {@code BACKEND_IP}, else the
 * backend's configured address, else the one it is published on unless that is a loopback or any address, which mean
 * something else on the frontend's server.
 */
final class BackendAddress {

    private static final Set<String> ANY = Set.of("0.0.0.0", "::");

    private BackendAddress() {}

    /** @return none when nothing is known; the name is then remembered as missing */
    static Optional<HostAddress> find(StepTarget target, Optional<HostAddress> ofStep) throws PromotionFailure {
        if (ofStep.isPresent()) {
            return ofStep;
        }
        Optional<String> setting = target.secrets().setting(SecretNames.BACKEND_IP);
        if (setting.isPresent()) {
            return Optional.of(Parameter.read(SecretNames.BACKEND_IP, setting.get(), HostAddress::of));
        }
        HostSettings backend = target.environment().backend();
        Optional<HostAddress> configured =
                backend.address().or(() -> backend.publishAddress().filter(address -> !meansThisMachine(address)));
        if (configured.isEmpty()) {
            target.secrets().requireSetting(SecretNames.BACKEND_IP);
        }
        return configured;
    }

    private static boolean meansThisMachine(HostAddress address) {
        String text = address.value();
        return text.startsWith("127.") || text.equals("localhost") || text.equals("::1") || ANY.contains(text);
    }
}
