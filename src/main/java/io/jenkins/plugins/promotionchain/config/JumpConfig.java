package io.jenkins.plugins.promotionchain.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.ItemGroup;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A jump host as it stands in the configuration form: none where the address is empty. Nothing is checked here. */
public final class JumpConfig implements Describable<JumpConfig> {

    private String address = "";
    private int sshPort = HostSettings.DEFAULT_SSH_PORT;
    private String hostKeys = "";
    private String account = "";
    private String credentialsId = "";

    /** No jump host. */
    @DataBoundConstructor
    public JumpConfig() {}

    public String getAddress() {
        return address;
    }

    @DataBoundSetter
    public void setAddress(String address) {
        this.address = FormText.trimmed(address);
    }

    public int getSshPort() {
        return sshPort;
    }

    @DataBoundSetter
    public void setSshPort(int sshPort) {
        this.sshPort = sshPort == 0 ? HostSettings.DEFAULT_SSH_PORT : sshPort;
    }

    public String getHostKeys() {
        return hostKeys;
    }

    @DataBoundSetter
    public void setHostKeys(String hostKeys) {
        this.hostKeys = FormText.trimmed(hostKeys);
    }

    public String getAccount() {
        return account;
    }

    @DataBoundSetter
    public void setAccount(String account) {
        this.account = FormText.trimmed(account);
    }

    public String getCredentialsId() {
        return credentialsId;
    }

    @DataBoundSetter
    public void setCredentialsId(String credentialsId) {
        this.credentialsId = FormText.trimmed(credentialsId);
    }

    /** What an earlier version saved, or a person wrote, need not have every element. */
    private Object readResolve() {
        address = FormText.trimmed(address);
        hostKeys = FormText.trimmed(hostKeys);
        account = FormText.trimmed(account);
        credentialsId = FormText.trimmed(credentialsId);
        sshPort = sshPort == 0 ? HostSettings.DEFAULT_SSH_PORT : sshPort;
        return this;
    }

    /** Form of a jump host. */
    @Extension
    @Symbol("promotionJumpHost")
    public static final class DescriptorImpl extends Descriptor<JumpConfig> {

        @Override
        public String getDisplayName() {
            return "Jump host";
        }

        @POST
        public FormValidation doCheckAddress(@QueryParameter String value) {
            return AdminChecks.optional(value, HostAddress::of);
        }

        @POST
        public FormValidation doCheckSshPort(@QueryParameter String value) {
            return AdminChecks.optional(value, FormText::port);
        }

        @POST
        public FormValidation doCheckHostKeys(@QueryParameter String value, @QueryParameter String address) {
            return AdminChecks.together(value, address, HostKeyLines::parse);
        }

        @POST
        public FormValidation doCheckAccount(@QueryParameter String value) {
            return AdminChecks.optional(value, SshTarget::checkedAccount);
        }

        @POST
        public FormValidation doCheckCredentialsId(
                @AncestorInPath ItemGroup<?> context, @QueryParameter String value, @QueryParameter String address) {
            return FormText.trimmed(value).isEmpty()
                    ? AdminChecks.together(value, address, id -> id)
                    : AdminChecks.check(() -> CredentialChoices.check(context, value));
        }

        /** As {@link HostConfig.DescriptorImpl#doFetchHostKey}. */
        @POST
        public HttpResponse doFetchHostKey(@QueryParameter String address, @QueryParameter String sshPort)
                throws InterruptedException {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
            return HostKeyAnswer.of(address, sshPort);
        }

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @AncestorInPath ItemGroup<?> context, @QueryParameter String credentialsId) {
            return CredentialChoices.of(context, credentialsId, StandardCredentials.class);
        }
    }
}
