package io.jenkins.plugins.promotionchain.steps;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.promotionchain.config.CredentialChoices;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.image.BuildOutcome;
import io.jenkins.plugins.promotionchain.engine.image.BuildRequest;
import io.jenkins.plugins.promotionchain.engine.image.BuildTurns;
import io.jenkins.plugins.promotionchain.engine.image.ImageBuild;
import io.jenkins.plugins.promotionchain.engine.image.RegistryClient;
import io.jenkins.plugins.promotionchain.engine.image.RegistryTransport;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code buildOnce}: finds the image of the source in the registry, or builds and pushes it. */
public final class BuildOnceStep extends ChainStep {

    private static final long serialVersionUID = 1L;

    private final String component;
    private String context = ".";
    private String dockerfile = "";
    private String image = "";
    private String registry = "";
    private String credentialsId = "";
    private Map<String, String> buildArgs = Parameter.texts(Map.of());
    private String target = "";
    private List<String> platforms = FormText.list(List.of());
    private boolean pull;
    private boolean pinBase;

    @DataBoundConstructor
    public BuildOnceStep(String component) {
        this.component = FormText.trimmed(component);
    }

    @Override
    StepThreads.Where where() {
        return StepThreads.Where.AGENT;
    }

    @Override
    Map<String, Object> perform(Surroundings surroundings) throws PromotionFailure, IOException, InterruptedException {
        ComponentName name = Parameter.read("component", component, ComponentName::of);
        StepTarget where = surroundings.target(this, name);
        ImageRepository repository = where.repositoryNamed(Parameter.optional(image), Parameter.optional(registry));
        Optional<RegistryLogin> login = where.registryLogin(repository.registry(), Parameter.optional(credentialsId));
        where.refuseWhenMissing();
        RegistryClient.Factory registries =
                RegistryClient.Factory.over(RegistryTransport.create(Sleeper.real(), Clock.systemUTC()));
        Optional<ImageRef> repeated =
                new RepeatedImage(surroundings, where.chain().links(), registries).find(name, repository, login);
        if (repeated.isPresent()) {
            return BuildOnceResult.of(name, repeated.get());
        }
        BuildRequest request = new BuildRequest(
                name,
                where.environment().name(),
                context,
                getEffectiveDockerfile(),
                repository,
                login,
                Parameter.complete("buildArgs", buildArgs),
                Parameter.optional(target),
                Parameter.read("platforms", platforms, Platforms::checked),
                pull ? BuildRequest.BasePull.ALWAYS : BuildRequest.BasePull.WHEN_MISSING,
                pinBase ? BuildRequest.Bases.PINNED : BuildRequest.Bases.AS_NAMED);
        RecordedBuild recorded = new RecordedBuild(surroundings, where.chain());
        BuildOutcome outcome = new ImageBuild(
                        surroundings.workspace(),
                        registries,
                        recorded.others(((DescriptorImpl) getDescriptor()).turns),
                        surroundings.log(),
                        Clock.systemUTC(),
                        Sleeper.real())
                .run(request);
        return BuildOnceResult.of(recorded.of(outcome));
    }

    String getEffectiveDockerfile() {
        String directory = context.equals(".") ? "" : context.replaceAll("/+$", "") + "/";
        return dockerfile.isEmpty() ? directory + "Dockerfile" : dockerfile;
    }

    public String getComponent() {
        return component;
    }

    public String getContext() {
        return context;
    }

    @DataBoundSetter
    public void setContext(String context) {
        this.context = FormText.trimmed(context).isEmpty() ? "." : FormText.trimmed(context);
    }

    public String getDockerfile() {
        return dockerfile;
    }

    @DataBoundSetter
    public void setDockerfile(String dockerfile) {
        this.dockerfile = FormText.trimmed(dockerfile);
    }

    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = FormText.trimmed(image);
    }

    public String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(String registry) {
        this.registry = FormText.trimmed(registry);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    public Map<String, String> getBuildArgs() {
        return Collections.unmodifiableMap(buildArgs);
    }

    @DataBoundSetter
    public void setBuildArgs(Map<String, String> buildArgs) {
        this.buildArgs = Parameter.texts(buildArgs);
    }

    public String getTarget() {
        return target;
    }

    @DataBoundSetter
    public void setTarget(String target) {
        this.target = FormText.trimmed(target);
    }

    public List<String> getPlatforms() {
        return Collections.unmodifiableList(platforms);
    }

    @DataBoundSetter
    public void setPlatforms(List<String> platforms) {
        this.platforms = FormText.list(platforms);
    }

    public boolean isPull() {
        return pull;
    }

    @DataBoundSetter
    public void setPull(boolean pull) {
        this.pull = pull;
    }

    public boolean isPinBase() {
        return pinBase;
    }

    @DataBoundSetter
    public void setPinBase(boolean pinBase) {
        this.pinBase = pinBase;
    }

    /** Form and name of the step. */
    @Extension
    public static final class DescriptorImpl extends ChainStepDescriptor {

        /** Of all builds of this controller; of no use to a saved form. */
        private final transient BuildTurns turns = new BuildTurns();

        public DescriptorImpl() {
            super("buildOnce");
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return contextWith();
        }

        @Override
        Set<String> lineParameters() {
            return Set.of("buildArgs", "platforms");
        }

        @POST
        public FormValidation doCheckComponent(@QueryParameter String value) {
            return FormChecks.required(value, ComponentName::of);
        }

        @POST
        public FormValidation doCheckRegistry(@QueryParameter String value) {
            return FormChecks.optional(value, host -> new ImageRepository(host, "any"));
        }

        @POST
        public FormValidation doCheckPlatforms(@QueryParameter String value) {
            return FormChecks.optional(
                    value, text -> Platforms.checked(text.lines().toList()));
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
            return CredentialChoices.ofJob(item, credentialsId, StandardCredentials.class);
        }
    }
}
