package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.failure.DriftFound;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.status.ComponentStatus;
import io.jenkins.plugins.promotionchain.engine.status.Expectation;
import io.jenkins.plugins.promotionchain.engine.status.StatusQuestion;
import io.jenkins.plugins.promotionchain.engine.status.StatusRequest;
import io.jenkins.plugins.promotionchain.engine.status.StatusTable;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code environmentStatus}: tells what runs in an environment beside what was deployed there, and changes nothing. */
public final class EnvironmentStatusStep extends ChainStep {

    private static final long serialVersionUID = 1L;

    private static final List<ComponentName> COMPONENTS =
            List.of(EnvironmentSettings.BACKEND, EnvironmentSettings.FRONTEND);

    private String runOn = RunOn.CONTROLLER.toString();
    private boolean failOnDrift;

    /** The environment of the branch. */
    @DataBoundConstructor
    public EnvironmentStatusStep() {}

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        Clock clock = Clock.systemUTC();
        Instant begin = clock.instant();
        RunOn from = Parameter.read("runOn", runOn, RunOn::of);
        Map<String, Map<String, Object>> components = new LinkedHashMap<>();
        String environment = "";
        for (ComponentName name : COMPONENTS) {
            StepTarget target = surroundings.target(this, name);
            environment = target.environment().name().value();
            components.put(name.value(), statusOf(surroundings, target, from, clock));
        }
        String differing = components.entrySet().stream()
                .filter(each -> !Boolean.TRUE.equals(each.getValue().get("ok")))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(" and the "));
        if (failOnDrift && !differing.isEmpty()) {
            throw new DriftFound(
                    "The " + differing + " in " + environment + " cannot be told to be as deployed",
                    "What differs, and what to do about it, stands above for each of them");
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("environment", environment);
        result.put("ok", differing.isEmpty());
        result.put("components", components);
        result.put("seconds", Duration.between(begin, clock.instant()).toSeconds());
        return result;
    }

    /** A server that cannot be asked keeps nobody from hearing about the other one. */
    private static Map<String, Object> statusOf(Surroundings surroundings, StepTarget target, RunOn from, Clock clock)
            throws PromotionFailure, IOException, InterruptedException {
        Optional<Expectation> expected = expectationOf(target.deployment());
        try {
            Optional<SshTarget> access = ServerAccess.find(target);
            target.refuseWhenMissing();
            StatusRequest request =
                    new StatusRequest(target.deployment(), ContainerName.of(target.defaultName()), target.envFile());
            try (Server server = surroundings.connect(access.orElseThrow(), from)) {
                ComponentStatus status = new StatusQuestion(server, clock, Sleeper.real()).ask(request, expected);
                for (String line : StatusTable.of(status, server.place())) {
                    surroundings.log().line(line);
                }
                return StatusResult.of(status);
            }
        } catch (PromotionFailure e) {
            surroundings.log().line(target.deployment() + ": UNKNOWN");
            surroundings.log().line("  " + e.getMessage());
            return StatusResult.unknown(expected, surroundings.mask(e.getMessage()));
        }
    }

    private static Optional<Expectation> expectationOf(DeploymentTarget target) throws PromotionFailure {
        Optional<Deployed> last = Ledgers.get().of(target.application()).current(target);
        return last.map(deployed -> new Expectation(
                deployed.image(), deployed.configurationHash(), deployed.build().toString(), deployed.at()));
    }

    public String getRunOn() {
        return runOn;
    }

    @DataBoundSetter
    public void setRunOn(String runOn) {
        this.runOn = FormText.trimmed(runOn).isEmpty() ? RunOn.CONTROLLER.toString() : FormText.trimmed(runOn);
    }

    public boolean isFailOnDrift() {
        return failOnDrift;
    }

    @DataBoundSetter
    public void setFailOnDrift(boolean failOnDrift) {
        this.failOnDrift = failOnDrift;
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends ChainStepDescriptor {

        public DescriptorImpl() {
            super("environmentStatus");
        }
    }
}
