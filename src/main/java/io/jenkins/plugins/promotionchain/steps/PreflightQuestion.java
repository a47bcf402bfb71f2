package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code preflight} asks about a component in a build.
 *
 * @param containerName and {@code port} of the Jenkinsfile's deployment, where they are not the defaults
 */
record PreflightQuestion(
        Surroundings surroundings,
        ServerStep step,
        RunOn from,
        Optional<ContainerName> containerName,
        Optional<Port> port,
        Map<String, String> env) {

    /** @throws PromotionFailure when the environment or a parameter cannot be; what is wrong there is in the report */
    PreflightReport ask(ComponentName component) throws PromotionFailure, IOException, InterruptedException {
        StepTarget target = surroundings.target(step, component);
        Optional<ImageRef> image = step.findImage(surroundings, component);
        return new PreflightLook(target, image, access -> surroundings.connect(access, from), containerName, port, env)
                .look();
    }
}
