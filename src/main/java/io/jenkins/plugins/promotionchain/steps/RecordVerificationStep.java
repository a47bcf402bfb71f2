package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.promotionchain.board.BoardLine;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code recordVerification}: writes down whether what an environment runs now has passed or failed. */
public final class RecordVerificationStep extends ChainStep {

    private static final long serialVersionUID = 1L;

    private final String result;
    private String component = EnvironmentSettings.BACKEND.value();
    private String note = "";

    @DataBoundConstructor
    public RecordVerificationStep(String result) {
        this.result = FormText.trimmed(result);
    }

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        Verified.Result found = Parameter.read("result", result, RecordVerificationStep::parse);
        ComponentName name = Parameter.read("component", component, ComponentName::of);
        StepTarget target = surroundings.target(this, name);
        Ledger ledger = surroundings.ledger(target.chain().application());
        Deployed current = ledger.current(target.deployment())
                .orElseThrow(() -> new InvalidInput(
                        "The ledger knows of no " + target.deployment() + " that could have been verified",
                        "Deploy it there first"));
        ledger.append(new Verified(
                Clock.systemUTC().instant(),
                surroundings.buildRef(),
                target.deployment(),
                current.image(),
                found,
                note,
                surroundings.startedBy()));
        surroundings
                .log()
                .line("The " + target.deployment() + ", " + current.image() + ", is recorded as having " + result
                        + (found == Verified.Result.FAILED
                                ? ": no other environment takes it from here until it passes"
                                : ""));
        surroundings.show(surroundings
                .line(found == Verified.Result.PASSED ? BoardLine.Kind.PASSED : BoardLine.Kind.FOUND_FAILING, name)
                .with(current.image())
                .in(target.environment())
                .linked(target.chain().links())
                .because(surroundings.mask(note)));
        return resultOf(target, current);
    }

    private Map<String, Object> resultOf(StepTarget target, Deployed current) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", target.environment().name().value());
        map.put("component", target.component().value());
        map.put("image", current.image().toString());
        map.put("digest", current.image().digest().value());
        map.put("result", result.toLowerCase(Locale.ROOT));
        return map;
    }

    private static Verified.Result parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "passed" -> Verified.Result.PASSED;
            case "failed" -> Verified.Result.FAILED;
            default -> throw new IllegalArgumentException("'" + text + "' is neither passed nor failed");
        };
    }

    public String getResult() {
        return result;
    }

    public String getComponent() {
        return component;
    }

    @DataBoundSetter
    public void setComponent(String component) {
        this.component = FormText.trimmed(component).isEmpty()
                ? EnvironmentSettings.BACKEND.value()
                : FormText.trimmed(component);
    }

    public String getNote() {
        return note;
    }

    @DataBoundSetter
    public void setNote(String note) {
        this.note = FormText.trimmed(note);
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends ChainStepDescriptor {

        public DescriptorImpl() {
            super("recordVerification");
        }

        @POST
        public ListBoxModel doFillResultItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.text("verification.passed"), "passed"),
                    new ListBoxModel.Option(Messages.text("verification.failed"), "failed"));
        }

        @POST
        public FormValidation doCheckComponent(@QueryParameter String value) {
            return FormChecks.optional(value, ComponentName::of);
        }
    }
}
