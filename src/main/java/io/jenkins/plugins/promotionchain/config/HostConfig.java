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

/** A server as it stands in the configuration form. Texts are never null; nothing is checked here. */
public final class HostConfig implements Describable<HostConfig> {

    private String address = "";
    private int sshPort = HostSettings.DEFAULT_SSH_PORT;
    private String hostKeys = "";
    private String account = "";
    private String credentialsId = "";
    private String publishAddress = "";
    private String envFile = "";
    private String siteListen = "";
    private String serverName = "";
    private String certificate = "";
    private String certificateKey = "";
    private String envConfigDirectory = "";
    private JumpConfig jump = new JumpConfig();

    /** A server of which nothing is said: everything comes from secrets and defaults. */
    @DataBoundConstructor
    public HostConfig() {}

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

    public String getPublishAddress() {
        return publishAddress;
    }

    @DataBoundSetter
    public void setPublishAddress(String publishAddress) {
        this.publishAddress = FormText.trimmed(publishAddress);
    }

    public String getEnvFile() {
        return envFile;
    }

    @DataBoundSetter
    public void setEnvFile(String envFile) {
        this.envFile = FormText.trimmed(envFile);
    }

    public String getSiteListen() {
        return siteListen;
    }

    @DataBoundSetter
    public void setSiteListen(String siteListen) {
        this.siteListen = FormText.trimmed(siteListen);
    }

    public String getServerName() {
        return serverName;
    }

    @DataBoundSetter
    public void setServerName(String serverName) {
        this.serverName = FormText.trimmed(serverName);
    }

    public String getCertificate() {
        return certificate;
    }

    @DataBoundSetter
    public void setCertificate(String certificate) {
        this.certificate = FormText.trimmed(certificate);
    }

    public String getCertificateKey() {
        return certificateKey;
    }

    @DataBoundSetter
    public void setCertificateKey(String certificateKey) {
        this.certificateKey = FormText.trimmed(certificateKey);
    }

    public String getEnvConfigDirectory() {
        return envConfigDirectory;
    }

    @DataBoundSetter
    public void setEnvConfigDirectory(String envConfigDirectory) {
        this.envConfigDirectory = FormText.trimmed(envConfigDirectory);
    }

    /** None in what an earlier version saved. */
    public JumpConfig getJump() {
        return jump == null ? new JumpConfig() : jump;
    }

    @DataBoundSetter
    public void setJump(JumpConfig jump) {
        this.jump = jump == null ? new JumpConfig() : jump;
    }

    /** What an earlier version saved, or a person wrote, need not have every element. */
    private Object readResolve() {
        address = FormText.trimmed(address);
        hostKeys = FormText.trimmed(hostKeys);
        account = FormText.trimmed(account);
        credentialsId = FormText.trimmed(credentialsId);
        publishAddress = FormText.trimmed(publishAddress);
        envFile = FormText.trimmed(envFile);
        siteListen = FormText.trimmed(siteListen);
        serverName = FormText.trimmed(serverName);
        certificate = FormText.trimmed(certificate);
        certificateKey = FormText.trimmed(certificateKey);
        envConfigDirectory = FormText.trimmed(envConfigDirectory);
        jump = jump == null ? new JumpConfig() : jump;
        sshPort = sshPort == 0 ? HostSettings.DEFAULT_SSH_PORT : sshPort;
        return this;
    }

    /** Form of a server. */
    @Extension
    @Symbol("promotionHost")
    public static final class DescriptorImpl extends Descriptor<HostConfig> {

        private static final String NO_HOST_KEY =
                "Without a host key no deployment gets to this server: fetch it, or enter it by hand";

        @Override
        public String getDisplayName() {
            return Messages.text("server");
        }

        @POST
        public FormValidation doCheckAddress(@QueryParameter String value) {
            return AdminChecks.optional(value, HostAddress::of);
        }

        @POST
        public FormValidation doCheckAccount(@QueryParameter String value) {
            return AdminChecks.optional(value, SshTarget::checkedAccount);
        }

        @POST
        public FormValidation doCheckEnvFile(@QueryParameter String value) {
            return AdminChecks.optional(value, SiteTexts::envFile);
        }

        @POST
        public FormValidation doCheckCredentialsId(@AncestorInPath ItemGroup<?> context, @QueryParameter String value) {
            return AdminChecks.check(() -> CredentialChoices.check(context, value));
        }

        @POST
        public FormValidation doCheckPublishAddress(@QueryParameter String value) {
            return AdminChecks.optional(value, HostAddress::of);
        }

        @POST
        public FormValidation doCheckSshPort(@QueryParameter String value) {
            return AdminChecks.optional(value, FormText::port);
        }

        @POST
        public FormValidation doCheckSiteListen(@QueryParameter String value) {
            return AdminChecks.optional(value, SiteTexts::listen);
        }

        @POST
        public FormValidation doCheckServerName(@QueryParameter String value) {
            return AdminChecks.optional(value, SiteTexts::serverName);
        }

        @POST
        public FormValidation doCheckCertificate(@QueryParameter String value, @QueryParameter String certificateKey) {
            return AdminChecks.together(value, certificateKey, SiteTexts::certificate);
        }

        @POST
        public FormValidation doCheckCertificateKey(@QueryParameter String value, @QueryParameter String certificate) {
            return AdminChecks.together(value, certificate, SiteTexts::certificate);
        }

        @POST
        public FormValidation doCheckEnvConfigDirectory(@QueryParameter String value) {
            return AdminChecks.optional(value, SiteTexts::directory);
        }

        @POST
        public FormValidation doCheckHostKeys(@QueryParameter String value) {
            return FormText.trimmed(value).isEmpty()
                    ? AdminChecks.check(() -> FormValidation.warning(NO_HOST_KEY))
                    : AdminChecks.optional(value, HostKeyLines::parse);
        }

        /** For the button "Fetch and pin": the key that the server shows now, of which a person has to say whether it is right. */
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
