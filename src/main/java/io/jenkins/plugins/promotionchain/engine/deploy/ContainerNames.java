package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.value.ContainerName;

/**
 * The names that the containers of one component go by. They are the journal of a swap, kept by docker itself: the
 * container under the plain name is the last one that was found healthy, whatever happens in between.
 *
 * @param serving the last good one; what the Jenkinsfile names
 * @param candidate the new one until it is confirmed; one found at the beginning of a run tells of a run that was
 *     cut off
 * @param previous the one before, stopped, kept for a way back
 */
record ContainerNames(ContainerName serving, ContainerName candidate, ContainerName previous) {

    static ContainerNames of(ContainerName name) {
        return new ContainerNames(name, ContainerName.of(name + "-candidate"), ContainerName.of(name + "-previous"));
    }
}
