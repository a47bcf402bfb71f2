package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code approvePromotion}: waits until somebody who may has approved the release of this build for an environment. */
public final class ApprovePromotionStep extends ChainStep {

    private static final long serialVersionUID = 1L;

    private String message = "";

    /** For the environment of the branch. */
    @DataBoundConstructor
    public ApprovePromotionStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new ApprovalExecution(context, this);
    }

    /** Puts the question on the page of the build, once; the answer comes from there. */
    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        Run<?, ?> build = surroundings.build();
        StepTarget target = surroundings.target(this, ComponentName.of("release"));
        Map<ComponentName, ImageDigest> release = ReleaseAction.digestsOf(build);
        if (release.isEmpty()) {
            throw new ImageMissing(
                    "No image is known in this build that could be approved for "
                            + target.environment().name(),
                    "Put buildOnce before this step");
        }
        surroundings.ledger(target.chain().application());
        ApprovalAction question = new ApprovalAction(
                surroundings.transaction(),
                new ReleaseToApprove(surroundings.buildRef(), target.deployment(), release),
                target.environment().gate().approvers(),
                message.isEmpty()
                        ? "Deploy this release to " + target.environment().name() + "?"
                        : message);
        build.addAction(question);
        build.save();
        surroundings
                .log()
                .line("Waiting for " + question.getWho() + " to approve " + question.getWhat() + " for "
                        + target.environment().name() + ": " + surroundings.buildUrl() + question.getUrlName() + "/");
        return Map.of();
    }

    public String getMessage() {
        return message;
    }

    @DataBoundSetter
    public void setMessage(String message) {
        this.message = FormText.trimmed(message);
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends ChainStepDescriptor {

        public DescriptorImpl() {
            super("approvePromotion");
        }
    }
}
