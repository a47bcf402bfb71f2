package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.StepSignature;
import java.util.List;

/**
 * A step of Jenkins itself.
 *
 * @param parameters an argument without a name is the first of them
 */
record BasicStep(List<String> parameters, StepSignature.Block block, Action action) {

    /** What a step does; returns its result, or null. */
    @FunctionalInterface
    interface Action {
        Object run(Steps steps, StepCall call) throws Exception;
    }

    static BasicStep plain(Action action, String... parameters) {
        return new BasicStep(List.of(parameters), StepSignature.Block.NONE, action);
    }

    static BasicStep withBlock(Action action, String... parameters) {
        return new BasicStep(List.of(parameters), StepSignature.Block.NEEDED, action);
    }

    StepSignature signature(String name) {
        return new StepSignature(name, parameters, StepSignature.Unnamed.ONE, block);
    }

    /** @throws StepFailed also for arguments that the step does not take, and for a block too many or too few */
    Object run(Steps steps, StepCall call) throws Exception {
        if (block == StepSignature.Block.NONE) {
            call.refuseBlock();
        } else {
            call.needBlock();
        }
        return action.run(steps, call.named(parameters));
    }
}
