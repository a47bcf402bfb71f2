package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;

/**
 * The names that the containers of one component go by; {@code swap.sh} says what they mean. Those kept for a way back
 * are called {@code <serving>-<first 12 digits of the digest>}.
 *
 * @param serving the last good one; what the Jenkinsfile names
 * @param candidate the new one until it is confirmed
 */
public record ContainerNames(ContainerName serving, ContainerName candidate) {

    /** A name has to leave room for {@code -candidate} and {@code -<12 digits>}. */
    private static final int LONGEST = 110;

    /** @throws IllegalArgumentException when a container of that name could not be replaced */
    static ContainerName replaceable(String name) {
        ContainerName checked = ContainerName.of(name);
        if (name.length() > LONGEST) {
            throw new IllegalArgumentException("'" + name + "' is too long: at most " + LONGEST + " characters");
        }
        return checked;
    }

    /** The names around that of the serving one. */
    public static ContainerNames of(ContainerName name) {
        return new ContainerNames(name, ContainerName.of(name + "-candidate"));
    }

    /** The lock that keeps apart all that changes one component of one environment, whoever asks for it. */
    public static String lockOf(DeploymentTarget target) {
        return target.application() + "." + target.environment() + "." + target.component();
    }
}
