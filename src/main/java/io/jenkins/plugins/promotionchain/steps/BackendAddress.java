package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.HostSettings;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import java.util.Optional;

/**
 * Where the frontend's server reaches the backend: what the step says, else the secret {@code BACKEND_IP}, else the
 * backend's configured publish address or address.
 */
final class BackendAddress {

    private static final String NAME = "BACKEND_IP";

    private BackendAddress() {}

    /** @return none when nothing is known; the name is then remembered as missing */
    static Optional<HostAddress> find(StepTarget target, Optional<HostAddress> ofStep) throws PromotionFailure {
        if (ofStep.isPresent()) {
            return ofStep;
        }
        Optional<String> setting = target.secrets().setting(NAME);
        if (setting.isPresent()) {
            return Optional.of(Parameter.read(NAME, setting.get(), HostAddress::of));
        }
        HostSettings backend = target.environment().backend();
        Optional<HostAddress> configured = backend.publishAddress().or(backend::address);
        if (configured.isEmpty()) {
            target.secrets().requireSetting(NAME);
        }
        return configured;
    }
}
