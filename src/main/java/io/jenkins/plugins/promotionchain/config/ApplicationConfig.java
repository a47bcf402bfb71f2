package io.jenkins.plugins.promotionchain.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.Collections;
import java.util.List;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** An application as it stands in the configuration form. Texts are never null; nothing is checked here. */
public final class ApplicationConfig implements Describable<ApplicationConfig> {

    static final String DEFAULT_BACKEND_VARIABLES = "DATABASE_URL\nSECRET_KEY\nDJANGO_SETTINGS_MODULE";
    static final String DEFAULT_SHARED_SECRETS = "DO_ACCESS_TOKEN";
    /** A note: an export as code leaves out what is empty, and its import would bring back the default. */
    private static final String NONE = "# none";

    private final String name;
    private String registry = "";
    private String namespace = "";
    private String registryCredentialsId = "";
    private String backendVariables = DEFAULT_BACKEND_VARIABLES;
    private String sharedSecrets = DEFAULT_SHARED_SECRETS;
    private String commitUrl = "";
    private String imageUrl = "";
    private List<EnvironmentConfig> environments = FormText.list(List.of());

    @DataBoundConstructor
    public ApplicationConfig(String name) {
        this.name = FormText.trimmed(name);
    }

    public String getName() {
        return FormText.trimmed(name);
    }

    public String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(String registry) {
        this.registry = FormText.trimmed(registry);
    }

    public String getNamespace() {
        return namespace;
    }

    @DataBoundSetter
    public void setNamespace(String namespace) {
        this.namespace = FormText.trimmed(namespace);
    }

    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(String registryCredentialsId) {
        this.registryCredentialsId = FormText.trimmed(registryCredentialsId);
    }

    public String getBackendVariables() {
        return backendVariables;
    }

    @DataBoundSetter
    public void setBackendVariables(String backendVariables) {
        this.backendVariables = listed(FormText.trimmed(backendVariables));
    }

    public String getSharedSecrets() {
        return sharedSecrets;
    }

    @DataBoundSetter
    public void setSharedSecrets(String sharedSecrets) {
        this.sharedSecrets = listed(FormText.trimmed(sharedSecrets));
    }

    /** Page of a commit, see {@link LinkTemplate}; empty where there is none. */
    public String getCommitUrl() {
        return FormText.trimmed(commitUrl);
    }

    @DataBoundSetter
    public void setCommitUrl(String commitUrl) {
        this.commitUrl = FormText.trimmed(commitUrl);
    }

    /** Page of an image, see {@link LinkTemplate}; empty where there is none. */
    public String getImageUrl() {
        return FormText.trimmed(imageUrl);
    }

    @DataBoundSetter
    public void setImageUrl(String imageUrl) {
        this.imageUrl = FormText.trimmed(imageUrl);
    }

    public List<EnvironmentConfig> getEnvironments() {
        return Collections.unmodifiableList(environments);
    }

    @DataBoundSetter
    public void setEnvironments(List<EnvironmentConfig> environments) {
        this.environments = FormText.list(environments);
    }

    private static String listed(String names) {
        return names.isEmpty() ? NONE : names;
    }

    /** What an earlier version saved, or a person wrote, need not have every element. */
    private Object readResolve() {
        registry = FormText.trimmed(registry);
        namespace = FormText.trimmed(namespace);
        registryCredentialsId = FormText.trimmed(registryCredentialsId);
        commitUrl = FormText.trimmed(commitUrl);
        imageUrl = FormText.trimmed(imageUrl);
        backendVariables = backendVariables == null ? DEFAULT_BACKEND_VARIABLES : listed(backendVariables);
        sharedSecrets = sharedSecrets == null ? DEFAULT_SHARED_SECRETS : listed(sharedSecrets);
        environments = FormText.list(environments);
        return this;
    }

    /** Form of an application. */
    @Extension
    @Symbol("promotionApplication")
    public static final class DescriptorImpl extends Descriptor<ApplicationConfig> {

        @Override
        public String getDisplayName() {
            return Messages.text("application");
        }

        public String getDefaultBackendVariables() {
            return DEFAULT_BACKEND_VARIABLES;
        }

        public String getDefaultSharedSecrets() {
            return DEFAULT_SHARED_SECRETS;
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return AdminChecks.required(value, ApplicationName::of);
        }

        @POST
        public FormValidation doCheckRegistry(@QueryParameter String value) {
            return AdminChecks.optional(value, host -> new ImageRepository(host, "any"));
        }

        @POST
        public FormValidation doCheckNamespace(@QueryParameter String value) {
            return AdminChecks.optional(value, path -> new ImageRepository("localhost", path));
        }

        @POST
        public FormValidation doCheckBackendVariables(@QueryParameter String value) {
            return AdminChecks.optional(value, SiteTexts::variableNames);
        }

        @POST
        public FormValidation doCheckSharedSecrets(@QueryParameter String value) {
            return AdminChecks.optional(value, SiteTexts::variableNames);
        }

        @POST
        public FormValidation doCheckCommitUrl(@QueryParameter String value) {
            return AdminChecks.optional(value, LinkTemplate::ofCommits);
        }

        @POST
        public FormValidation doCheckImageUrl(@QueryParameter String value) {
            return AdminChecks.optional(value, LinkTemplate::ofImages);
        }

        @POST
        public FormValidation doCheckRegistryCredentialsId(
                @AncestorInPath ItemGroup<?> context, @QueryParameter String value) {
            return AdminChecks.check(() -> CredentialChoices.check(context, value));
        }

        @POST
        public ListBoxModel doFillRegistryCredentialsIdItems(
                @AncestorInPath ItemGroup<?> context, @QueryParameter String registryCredentialsId) {
            return CredentialChoices.of(context, registryCredentialsId, StandardCredentials.class);
        }
    }
}
