package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.Workplace;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.migrate.Migration;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationMode;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationOutcome;
import io.jenkins.plugins.promotionchain.engine.migrate.MigrationRequest;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code sshMigrate}: runs the migration command on the server, which alone the database lets in. */
public final class SshMigrateStep extends GatedStep {

    private static final long serialVersionUID = 1L;
    private static final String CONTAINER = "container";
    private static final String SERVER = "server";
    private static final String DEFAULT_TIMEOUT = "15m";
    private static final String DEFAULT_LOCK_TIMEOUT = "15m";

    private String component = EnvironmentSettings.BACKEND.value();
    private String mode = CONTAINER;
    private String command = MigrationRequest.DEFAULT_COMMAND;
    private String workDirectory = "";
    private String timeout = DEFAULT_TIMEOUT;
    private String lockTimeout = DEFAULT_LOCK_TIMEOUT;
    private boolean plan;
    private String planCommand = MigrationRequest.DEFAULT_PLAN;
    private String backup = "";
    private Map<String, String> env = Parameter.texts(Map.of());

    /** A migration of the backend in a container of this build's image. */
    @DataBoundConstructor
    public SshMigrateStep() {}

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        RunOn from = connectingFrom();
        ComponentName name = Parameter.read("component", component, ComponentName::of);
        MigrationMode where = Parameter.read("mode", mode, SshMigrateStep::modeOf);
        StepTarget target = surroundings.target(this, name);
        Optional<ImageRef> image =
                where == MigrationMode.CONTAINER ? Optional.of(imageOf(surroundings, name)) : Optional.empty();
        Optional<SshTarget> access = ServerAccess.find(target);
        Optional<RegistryLogin> login = image.isPresent()
                ? target.registryLogin(image.get().repository().registry(), Optional.empty())
                : Optional.empty();
        Map<String, Sensitive> variables =
                where == MigrationMode.SERVER && !anyKnown(target, env) ? Map.of() : variablesOf(target, env);
        target.refuseWhenMissing();
        askGate(surroundings, target, image);
        MigrationRequest request = new MigrationRequest(
                target.deployment(),
                where,
                image,
                login,
                new ContainerEnvironment(target.envFile(), variables),
                new MigrationRequest.Commands(
                        command,
                        plan ? Optional.of(planCommand) : Optional.empty(),
                        Parameter.optional(backup),
                        Parameter.optional(workDirectory)),
                Parameter.read("timeout", timeout, DurationText::parse),
                Parameter.read("lockTimeout", lockTimeout, DurationText::parse),
                surroundings.buildUrl());
        try (Workplace place = surroundings.workplace(access.orElseThrow(), from)) {
            MigrationOutcome done = new Migration(place).run(request);
            surroundings.showMigration(target, image);
            return resultOf(done, image, surroundings);
        }
    }

    private Map<String, Object> resultOf(MigrationOutcome done, Optional<ImageRef> image, Surroundings surroundings) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("environment", done.target().environment().value());
        result.put("component", done.target().component().value());
        result.put("mode", mode);
        result.put("image", image.map(ImageRef::toString).orElse(""));
        result.put("output", surroundings.mask(done.output()));
        result.put("seconds", done.took().toSeconds());
        return result;
    }

    private static MigrationMode modeOf(String text) {
        return switch (text) {
            case CONTAINER -> MigrationMode.CONTAINER;
            case SERVER -> MigrationMode.SERVER;
            default -> throw new IllegalArgumentException("'" + text + "' is neither container nor server");
        };
    }

    public String getComponent() {
        return component;
    }

    @DataBoundSetter
    public void setComponent(String component) {
        this.component = FormText.trimmed(component);
    }

    public String getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(String mode) {
        this.mode = FormText.trimmed(mode);
    }

    public String getCommand() {
        return command;
    }

    @DataBoundSetter
    public void setCommand(String command) {
        this.command = FormText.trimmed(command).isEmpty() ? MigrationRequest.DEFAULT_COMMAND : command;
    }

    public String getWorkDirectory() {
        return workDirectory;
    }

    @DataBoundSetter
    public void setWorkDirectory(String workDirectory) {
        this.workDirectory = FormText.trimmed(workDirectory);
    }

    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(String timeout) {
        this.timeout = FormText.trimmed(timeout).isEmpty() ? DEFAULT_TIMEOUT : FormText.trimmed(timeout);
    }

    public String getLockTimeout() {
        return lockTimeout;
    }

    @DataBoundSetter
    public void setLockTimeout(String lockTimeout) {
        this.lockTimeout =
                FormText.trimmed(lockTimeout).isEmpty() ? DEFAULT_LOCK_TIMEOUT : FormText.trimmed(lockTimeout);
    }

    public boolean isPlan() {
        return plan;
    }

    @DataBoundSetter
    public void setPlan(boolean plan) {
        this.plan = plan;
    }

    public String getPlanCommand() {
        return planCommand;
    }

    @DataBoundSetter
    public void setPlanCommand(String planCommand) {
        this.planCommand = FormText.trimmed(planCommand).isEmpty() ? MigrationRequest.DEFAULT_PLAN : planCommand;
    }

    public String getBackup() {
        return backup;
    }

    @DataBoundSetter
    public void setBackup(String backup) {
        this.backup = FormText.trimmed(backup);
    }

    public Map<String, String> getEnv() {
        return Collections.unmodifiableMap(env);
    }

    @DataBoundSetter
    public void setEnv(Map<String, String> env) {
        this.env = Parameter.texts(env);
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends ChainStepDescriptor {

        public DescriptorImpl() {
            super("sshMigrate");
        }

        @Override
        Set<String> lineParameters() {
            return Set.of("env");
        }

        public String getDefaultPlan() {
            return MigrationRequest.DEFAULT_PLAN;
        }

        public String getDefaultCommand() {
            return MigrationRequest.DEFAULT_COMMAND;
        }

        @POST
        public ListBoxModel doFillModeItems() {
            return new ListBoxModel(
                    new ListBoxModel.Option(Messages.text("mode.container"), CONTAINER),
                    new ListBoxModel.Option(Messages.text("mode.server"), SERVER));
        }

        @POST
        public FormValidation doCheckComponent(@QueryParameter String value) {
            return FormChecks.optional(value, ComponentName::of);
        }

        @POST
        public FormValidation doCheckImage(@QueryParameter String value) {
            return FormChecks.optional(value, ImageRef::parse);
        }

        @POST
        public FormValidation doCheckLockTimeout(@QueryParameter String value) {
            return FormChecks.optional(value, DurationText::parse);
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            return FormChecks.optional(value, DurationText::parse);
        }
    }
}
