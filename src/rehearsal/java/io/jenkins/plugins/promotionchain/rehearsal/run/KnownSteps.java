package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.StepCatalogue;
import io.jenkins.plugins.promotionchain.rehearsal.model.StepSignature;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** All steps that the rehearsal has: those of the plugin, as Jenkins knows them, and a few of Jenkins' own. */
public final class KnownSteps {

    private KnownSteps() {}

    /** @throws StepFailed when the plugin has a step that Jenkins could not make, either */
    public static StepCatalogue catalogue() throws StepFailed {
        List<StepSignature> all = new ArrayList<>();
        for (StepDescriptor each : StepDescriptor.all()) {
            all.add(StepFactory.signature(each));
        }
        BasicSteps.ALL.forEach((name, step) -> all.add(step.signature(name)));
        return new StepCatalogue(all);
    }
}
