package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.SmokeTest;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapSettings;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.util.Locale;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps have in common that replace one container by another: how that is done, and what is left of the old. */
public abstract class SwapStep extends GatedStep {

    private static final long serialVersionUID = 1L;

    static final String AUTO = "auto";
    static final String NGINX = "nginx";
    static final String RECREATE = "recreate";
    private static final String DEFAULT_LOCK_TIMEOUT = "10m";
    private static final String DEFAULT_DRAIN_TIMEOUT = "30s";

    private String strategy = AUTO;
    private String lockTimeout = DEFAULT_LOCK_TIMEOUT;
    private String drainTimeout = DEFAULT_DRAIN_TIMEOUT;
    private int keep = SwapSettings.DEFAULT_KEEP;
    private String smokePath = "";
    private String smokeCommand = "";

    /** @throws InvalidInput when one of the parameters cannot be */
    SwapSettings swap() throws InvalidInput {
        SwapStrategy how = Parameter.read("strategy", strategy, SwapStep::strategyOf);
        SmokeTest smoke = new SmokeTest(
                Parameter.readOptional("smokePath", smokePath, SwapStepDescriptor::checkedPath),
                Parameter.optional(smokeCommand));
        return Parameter.read(
                "keep, lockTimeout or drainTimeout",
                keep,
                number -> new SwapSettings(
                        how, DurationText.parse(lockTimeout), DurationText.parse(drainTimeout), number, smoke));
    }

    private static SwapStrategy strategyOf(String text) {
        return switch (text) {
            case AUTO, NGINX, RECREATE -> SwapStrategy.valueOf(text.toUpperCase(Locale.ROOT));
            default ->
                throw new IllegalArgumentException(
                        "'" + text + "' is no strategy; there are " + AUTO + ", " + NGINX + " and " + RECREATE);
        };
    }

    public String getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(String strategy) {
        this.strategy = FormText.trimmed(strategy).isEmpty() ? AUTO : FormText.trimmed(strategy);
    }

    public String getLockTimeout() {
        return lockTimeout;
    }

    @DataBoundSetter
    public void setLockTimeout(String lockTimeout) {
        this.lockTimeout =
                FormText.trimmed(lockTimeout).isEmpty() ? DEFAULT_LOCK_TIMEOUT : FormText.trimmed(lockTimeout);
    }

    public String getDrainTimeout() {
        return drainTimeout;
    }

    @DataBoundSetter
    public void setDrainTimeout(String drainTimeout) {
        this.drainTimeout =
                FormText.trimmed(drainTimeout).isEmpty() ? DEFAULT_DRAIN_TIMEOUT : FormText.trimmed(drainTimeout);
    }

    public int getKeep() {
        return keep;
    }

    @DataBoundSetter
    public void setKeep(int keep) {
        this.keep = keep;
    }

    public String getSmokePath() {
        return smokePath;
    }

    @DataBoundSetter
    public void setSmokePath(String smokePath) {
        this.smokePath = FormText.trimmed(smokePath);
    }

    public String getSmokeCommand() {
        return smokeCommand;
    }

    @DataBoundSetter
    public void setSmokeCommand(String smokeCommand) {
        this.smokeCommand = FormText.trimmed(smokeCommand);
    }
}
