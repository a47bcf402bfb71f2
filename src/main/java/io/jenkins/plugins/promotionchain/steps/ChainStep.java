package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.io.IOException;
import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * What all steps of this plugin have in common: they work for an environment of an application, in the background, and
 * can run again after a restart. Holds parameters only, so that it can be saved with the build.
 */
public abstract class ChainStep extends Step implements Serializable {

    private static final long serialVersionUID = 1L;

    private String application = "";
    private String environment = "";

    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(String application) {
        this.application = FormText.trimmed(application);
    }

    public String getEnvironment() {
        return environment;
    }

    @DataBoundSetter
    public void setEnvironment(String environment) {
        this.environment = FormText.trimmed(environment);
    }

    @Override
    public StepExecution start(StepContext context) {
        return new ChainStepExecution(context, this);
    }

    /**
     * Does the work, on a background thread. Has to be idempotent: after a restart of the controller it is called again.
     *
     * @return what the Jenkinsfile gets: texts, numbers, booleans, lists and maps of them
     * @throws PromotionFailure whose sentence ends the step
     * @throws IOException when Jenkins itself cannot be reached or written to
     * @throws InterruptedException when the build was aborted
     */
    abstract Map<String, Object> perform(Surroundings surroundings)
            throws PromotionFailure, IOException, InterruptedException;

    /** Where most of its work is; a step that has an agent says so. */
    StepThreads.Where where() {
        return StepThreads.Where.SERVER;
    }

    /** The application that the step names, if it does. */
    Optional<String> namedApplication() {
        return Parameter.optional(application);
    }

    /** The environment that the step names, if it does. */
    Optional<String> namedEnvironment() {
        return Parameter.optional(environment);
    }
}
