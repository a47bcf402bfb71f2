package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyPolicy;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.Optional;

/**
 * One server of an environment.
 *
 * @param address none: taken from the secret {@code HOST}
 * @param hostKeys none: no server is trusted
 * @param account none: taken from the secret {@code USER} or the credential
 * @param credentialsId of the SSH login; none: looked up by name
 * @param publishAddress the server's address that containers are published on; none: the default of the component
 * @param envFile path on the server of the container's environment variables; none: the default
 * @param jump a server on the way there
 * @param site the nginx site in front of a frontend
 */
public record HostSettings(
        Optional<HostAddress> address,
        Port sshPort,
        Optional<HostKeyPolicy> hostKeys,
        Optional<String> account,
        Optional<String> credentialsId,
        Optional<HostAddress> publishAddress,
        Optional<String> envFile,
        Optional<JumpSettings> jump,
        SiteSettings site) {

    public static final int DEFAULT_SSH_PORT = 22;

    /** Where nothing is configured. */
    public static HostSettings unset() {
        return new HostSettings(
                Optional.empty(),
                new Port(DEFAULT_SSH_PORT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SiteSettings.unset());
    }
}
