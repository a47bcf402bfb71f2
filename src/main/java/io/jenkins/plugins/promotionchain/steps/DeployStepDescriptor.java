package io.jenkins.plugins.promotionchain.steps;

import hudson.util.FormValidation;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.HealthCheck;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import java.time.Duration;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of the two deployments have in common. */
public abstract class DeployStepDescriptor extends SwapStepDescriptor {

    private static final int ANY_STATUS = 200;
    private static final Duration ANY_INTERVAL = Duration.ofSeconds(1);

    DeployStepDescriptor(String functionName) {
        super(functionName);
    }

    @POST
    public FormValidation doCheckPort(@QueryParameter String value) {
        return FormChecks.required(value, FormText::port);
    }

    @POST
    public FormValidation doCheckContainerPort(@QueryParameter String value) {
        return FormChecks.required(value, FormText::port);
    }

    @POST
    public FormValidation doCheckHealthPath(@QueryParameter String value) {
        return FormChecks.required(value, path -> new HealthCheck(path, ANY_STATUS, 1, ANY_INTERVAL));
    }

    @POST
    public FormValidation doCheckHealthHost(@QueryParameter String value) {
        return FormChecks.optional(value, HostAddress::of);
    }

    @POST
    public FormValidation doCheckHealthAttempts(@QueryParameter String value) {
        return FormChecks.required(
                value, text -> new HealthCheck("/", ANY_STATUS, FormText.number(text), ANY_INTERVAL));
    }

    @POST
    public FormValidation doCheckHealthStatus(@QueryParameter String value) {
        return FormChecks.required(value, text -> new HealthCheck("/", FormText.number(text), 1, ANY_INTERVAL));
    }

    @POST
    public FormValidation doCheckHealthInterval(@QueryParameter String value) {
        return FormChecks.required(value, DurationText::parse);
    }
}
