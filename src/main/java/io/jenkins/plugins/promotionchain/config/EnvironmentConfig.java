package io.jenkins.plugins.promotionchain.config;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** An environment as it stands in the configuration form. Texts are never null; nothing is checked here. */
public final class EnvironmentConfig implements Describable<EnvironmentConfig> {

    private final String name;
    private String branch = "";
    private String requires = "";
    private String soak = "";
    private String approvers = "";
    private String url = "";
    private String secretPrefix = "";
    private HostConfig backend = new HostConfig();
    private HostConfig frontend = new HostConfig();
    private String envConfig = "";
    private String variables = "";

    @DataBoundConstructor
    public EnvironmentConfig(String name) {
        this.name = FormText.trimmed(name);
    }

    public String getName() {
        return FormText.trimmed(name);
    }

    public String getBranch() {
        return branch;
    }

    @DataBoundSetter
    public void setBranch(String branch) {
        this.branch = FormText.trimmed(branch);
    }

    public String getRequires() {
        return requires;
    }

    @DataBoundSetter
    public void setRequires(String requires) {
        this.requires = FormText.trimmed(requires);
    }

    /** A configuration that was saved by an earlier version holds none, and is read past the initial value. */
    public String getSoak() {
        return FormText.trimmed(soak);
    }

    @DataBoundSetter
    public void setSoak(String soak) {
        this.soak = FormText.trimmed(soak);
    }

    /** As {@link #getSoak}. */
    public String getApprovers() {
        return FormText.trimmed(approvers);
    }

    @DataBoundSetter
    public void setApprovers(String approvers) {
        this.approvers = FormText.trimmed(approvers);
    }

    /** Where people see what is deployed; empty where there is no such page. */
    public String getUrl() {
        return FormText.trimmed(url);
    }

    @DataBoundSetter
    public void setUrl(String url) {
        this.url = FormText.trimmed(url);
    }

    public String getSecretPrefix() {
        return secretPrefix;
    }

    @DataBoundSetter
    public void setSecretPrefix(String secretPrefix) {
        this.secretPrefix = FormText.trimmed(secretPrefix);
    }

    public HostConfig getBackend() {
        return backend;
    }

    @DataBoundSetter
    public void setBackend(HostConfig backend) {
        this.backend = backend == null ? new HostConfig() : backend;
    }

    public HostConfig getFrontend() {
        return frontend;
    }

    @DataBoundSetter
    public void setFrontend(HostConfig frontend) {
        this.frontend = frontend == null ? new HostConfig() : frontend;
    }

    public String getEnvConfig() {
        return envConfig;
    }

    @DataBoundSetter
    public void setEnvConfig(String envConfig) {
        this.envConfig = FormText.trimmed(envConfig);
    }

    public String getVariables() {
        return variables;
    }

    @DataBoundSetter
    public void setVariables(String variables) {
        this.variables = FormText.trimmed(variables);
    }

    /** What an earlier version saved, or a person wrote, need not have every element. */
    private Object readResolve() {
        branch = FormText.trimmed(branch);
        requires = FormText.trimmed(requires);
        soak = FormText.trimmed(soak);
        approvers = FormText.trimmed(approvers);
        url = FormText.trimmed(url);
        secretPrefix = FormText.trimmed(secretPrefix);
        envConfig = FormText.trimmed(envConfig);
        variables = FormText.trimmed(variables);
        backend = backend == null ? new HostConfig() : backend;
        frontend = frontend == null ? new HostConfig() : frontend;
        return this;
    }

    /** Form of an environment. */
    @Extension
    @Symbol("promotionEnvironment")
    public static final class DescriptorImpl extends Descriptor<EnvironmentConfig> {

        @Override
        public String getDisplayName() {
            return Messages.text("environment");
        }

        /**
         * For the button "Test connection".
         *
         * @param application and {@code environment} count from 0, from the top of the form
         * @param folder of which the form is; null where it is that of Jenkins
         */
        @POST
        public HttpResponse doTestConnection(
                StaplerRequest2 request,
                @QueryParameter int application,
                @QueryParameter int environment,
                @AncestorInPath Item folder)
                throws ServletException, IOException, InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            List<ApplicationConfig> form = request.bindJSONToList(
                    ApplicationConfig.class, request.getSubmittedForm().get("applications"));
            return ConnectionAnswer.of(
                    form, application, environment, folder instanceof ItemGroup<?> group ? group : Jenkins.get());
        }

        @POST
        public FormValidation doCheckName(@QueryParameter String value) {
            return AdminChecks.required(value, EnvironmentName::of);
        }

        @POST
        public FormValidation doCheckBranch(@QueryParameter String value) {
            return AdminChecks.optional(value, BranchPattern::of);
        }

        @POST
        public FormValidation doCheckRequires(@QueryParameter String value, @QueryParameter String name) {
            return AdminChecks.optional(value, required -> ChainProblems.checkedRequirement(required, name));
        }

        @POST
        public FormValidation doCheckSoak(@QueryParameter String value, @QueryParameter String requires) {
            return AdminChecks.optional(value, soak -> ChainProblems.checkedSoak(soak, requires));
        }

        @POST
        public FormValidation doCheckApprovers(@QueryParameter String value) {
            return AdminChecks.optional(value, Approvers::parse);
        }

        @POST
        public FormValidation doCheckUrl(@QueryParameter String value) {
            return AdminChecks.optional(value, LinkTemplate::ofSite);
        }

        @POST
        public FormValidation doCheckSecretPrefix(@QueryParameter String value) {
            return AdminChecks.optional(value, SecretPrefix::of);
        }

        @POST
        public FormValidation doCheckEnvConfig(@QueryParameter String value) {
            return AdminChecks.optional(value, Lines::pairs);
        }

        @POST
        public FormValidation doCheckVariables(@QueryParameter String value) {
            return AdminChecks.optional(value, Lines::pairs);
        }
    }
}
