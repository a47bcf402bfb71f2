package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.io.IOException;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps have in common that the gate of the environment has to let through. */
public abstract class GatedStep extends ServerStep {

    private static final long serialVersionUID = 1L;

    private String force = "";

    /** A step that was saved by an earlier version holds none, and is read past the initial value. */
    public String getForce() {
        return FormText.trimmed(force);
    }

    @DataBoundSetter
    public void setForce(String force) {
        this.force = FormText.trimmed(force);
    }

    /** Why what the gate refuses is to be done all the same, if it is. */
    Optional<String> forced() {
        return Parameter.optional(getForce());
    }

    /**
     * Asks the gate of the environment, where there is an image to ask about.
     *
     * @throws PromotionFailure when it refuses, or the ledger cannot be asked
     */
    final void askGate(Surroundings surroundings, StepTarget where, Optional<ImageRef> which)
            throws PromotionFailure, IOException, InterruptedException {
        if (which.isPresent()) {
            new StepGate(surroundings, where, surroundings.ledger(where.chain().application()))
                    .admit(which.get(), forced());
        }
    }
}
