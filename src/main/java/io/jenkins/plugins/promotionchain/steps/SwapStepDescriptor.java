package io.jenkins.plugins.promotionchain.steps;

import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.deploy.SmokeTest;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapSettings;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Duration;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of the steps have in common that replace one container by another. */
public abstract class SwapStepDescriptor extends ChainStepDescriptor {

    private static final int ANY_STATUS = 200;
    private static final Duration ANY_INTERVAL = Duration.ofSeconds(1);

    SwapStepDescriptor(String functionName) {
        super(functionName);
    }

    @POST
    public FormValidation doCheckImage(@QueryParameter String value) {
        return FormChecks.optional(value, ImageRef::parse);
    }

    @POST
    public FormValidation doCheckContainerName(@QueryParameter String value) {
        return FormChecks.optional(value, ContainerRequest::nameOf);
    }

    @POST
    public FormValidation doCheckLockTimeout(@QueryParameter String value) {
        return FormChecks.optional(value, DurationText::parse);
    }

    @POST
    public FormValidation doCheckDrainTimeout(@QueryParameter String value) {
        return FormChecks.optional(value, DurationText::parse);
    }

    @POST
    public FormValidation doCheckKeep(@QueryParameter String value) {
        return FormChecks.required(
                value,
                text -> new SwapSettings(
                        SwapStrategy.AUTO, ANY_INTERVAL, ANY_INTERVAL, FormText.number(text), SmokeTest.NONE));
    }

    @POST
    public FormValidation doCheckSmokePath(@QueryParameter String value) {
        return FormChecks.optional(value, SwapStepDescriptor::checkedPath);
    }

    /** @throws IllegalArgumentException when nothing can be asked for under that path */
    static String checkedPath(String path) {
        return new HealthCheck(path, ANY_STATUS, 1, ANY_INTERVAL).path();
    }

    @POST
    public ListBoxModel doFillStrategyItems() {
        return new ListBoxModel(
                new ListBoxModel.Option(Messages.text("strategy.auto"), SwapStep.AUTO),
                new ListBoxModel.Option(Messages.text("strategy.nginx"), SwapStep.NGINX),
                new ListBoxModel.Option(Messages.text("strategy.recreate"), SwapStep.RECREATE));
    }
}
