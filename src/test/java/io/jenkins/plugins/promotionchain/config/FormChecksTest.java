package io.jenkins.plugins.promotionchain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hudson.util.FormValidation;
import java.util.function.Function;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields of which a mistake would otherwise be told by a deployment. */
class FormChecksTest {

    private static final HostConfig.DescriptorImpl HOST = new HostConfig.DescriptorImpl();
    private static final EnvironmentConfig.DescriptorImpl ENVIRONMENT = new EnvironmentConfig.DescriptorImpl();
    private static final ApplicationConfig.DescriptorImpl APPLICATION = new ApplicationConfig.DescriptorImpl();

    @BeforeEach
    void asAnAdministrator() {
        Controller.usedBy(Jenkins.ADMINISTER);
    }

    static Stream<Arguments> fields() {
        return Stream.of(
                field("address", HOST::doCheckAddress, "dev.example.com", "a b"),
                field("port", HOST::doCheckSshPort, "2222", "70000"),
                field("account", HOST::doCheckAccount, "django", "d jango"),
                field("publish address", HOST::doCheckPublishAddress, "10.0.0.5", "a;b"),
                field("environment file", HOST::doCheckEnvFile, "/srv/shop/backend.env", "~/backend.env"),
                field("listen", HOST::doCheckSiteListen, "[::]:443 default_server", "eighty;"),
                field("server name", HOST::doCheckServerName, "a.example.com b.example.com", "a b;c"),
                field("env-config directory", HOST::doCheckEnvConfigDirectory, "/opt/pm", "rel:x"),
                field("certificate", path -> HOST.doCheckCertificate(path, ""), "/etc/ssl/a.pem", "a.pem"),
                field("certificate key", path -> HOST.doCheckCertificateKey(path, ""), "/etc/ssl/a.key", "/etc/$a.key"),
                field("branch", ENVIRONMENT::doCheckBranch, "release/*", "release 1"),
                field("requires", other -> ENVIRONMENT.doCheckRequires(other, "uat"), "dev", "Dev!"),
                field("soak", soak -> ENVIRONMENT.doCheckSoak(soak, "dev"), "2h", "2 days"),
                field("approvers", ENVIRONMENT::doCheckApprovers, "alice, ops", "anonymous"),
                field("address", ENVIRONMENT::doCheckUrl, "https://uat.example.com/", "javascript:alert(1)"),
                field("commit page", APPLICATION::doCheckCommitUrl, "https://git.example.com/{commit}", "https://a.b/"),
                field(
                        "image page",
                        APPLICATION::doCheckImageUrl,
                        "https://hub.example.com/{digest}",
                        "https://a.b/{c}"),
                field("secret prefix", ENVIRONMENT::doCheckSecretPrefix, "SHOP_DEV", "shop-dev"),
                field("public values", ENVIRONMENT::doCheckEnvConfig, "A=1\nB=", "A 1"),
                field("open variables", ENVIRONMENT::doCheckVariables, "A=1", "A=1\nA=2"),
                field("registry", APPLICATION::doCheckRegistry, "registry.example.com:5000", "https://registry"),
                field("namespace", APPLICATION::doCheckNamespace, "team/shop", "Team"),
                field("variables", APPLICATION::doCheckBackendVariables, "SECRET_KEY\nB", "DATABASE-URL"),
                field("shared secrets", APPLICATION::doCheckSharedSecrets, "DO_ACCESS_TOKEN", "do-access-token"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void tellsAMistakeWhereItIsMade(String name, Function<String, FormValidation> check, String right, String wrong) {
        assertThat(check.apply("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check.apply(right).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check.apply(wrong)).extracting(answer -> answer.kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void tellsNothingToWhoMayNotConfigure(
            String name, Function<String, FormValidation> check, String right, String wrong) {
        Controller.usedBy(Jenkins.SYSTEM_READ);

        assertThat(check.apply(wrong).kind).isEqualTo(FormValidation.Kind.OK);
    }

    @Test
    void wantsNames() {
        assertThat(APPLICATION.doCheckName(" ").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(ENVIRONMENT.doCheckName("").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @Test
    void wantsACertificateAndItsKeyTogether() {
        assertThat(HOST.doCheckCertificateKey("", "/etc/ssl/a.pem").kind).isEqualTo(FormValidation.Kind.ERROR);
        assertThat(HOST.doCheckCertificate("", "/etc/ssl/a.key").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @Test
    void wantsTheEnvironmentInWhichAnImageSoaks() {
        assertThat(ENVIRONMENT.doCheckSoak("2h", "")).hasMessageContaining("fill in Requires");
    }

    @Test
    void letsNoEnvironmentRequireItself() {
        assertThat(ENVIRONMENT.doCheckRequires("dev", "dev").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @Test
    void warnsOfAServerWithoutAHostKey() {
        assertThat(HOST.doCheckHostKeys("").kind).isEqualTo(FormValidation.Kind.WARNING);
        assertThat(HOST.doCheckHostKeys(Configurations.FINGERPRINT).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(HOST.doCheckHostKeys("MD5:00").kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    @Test
    void warnsOfACredentialThatJenkinsHasNot() {
        assertThat(HOST.doCheckCredentialsId(Jenkins.get(), "").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(HOST.doCheckCredentialsId(Jenkins.get(), "gone")).hasMessageContaining("no credential 'gone'");
        assertThat(APPLICATION.doCheckRegistryCredentialsId(Jenkins.get(), "gone").kind)
                .isEqualTo(FormValidation.Kind.WARNING);
    }

    private static Arguments field(String name, Function<String, FormValidation> check, String right, String wrong) {
        return arguments(name, check, right, wrong);
    }
}
