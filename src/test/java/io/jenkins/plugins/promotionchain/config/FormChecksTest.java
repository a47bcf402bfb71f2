package io.jenkins.plugins.promotionchain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import hudson.util.FormValidation;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields of which a mistake would otherwise be told by a deployment. */
class FormChecksTest {

    static Stream<Arguments> fields() {
        HostConfig.DescriptorImpl host = new HostConfig.DescriptorImpl();
        ApplicationConfig.DescriptorImpl application = new ApplicationConfig.DescriptorImpl();
        return Stream.of(
                field("listen", host::doCheckSiteListen, "[::]:443 default_server", "eighty;"),
                field("server name", host::doCheckServerName, "a.example.com b.example.com", "a b;c"),
                field("env-config directory", host::doCheckEnvConfigDirectory, "/opt/pm", "rel:x"),
                field("certificate", host::doCheckCertificate, "/etc/ssl/a.pem", "a.pem"),
                field("certificate key", host::doCheckCertificateKey, "/etc/ssl/a.key", "/etc/$a.key"),
                field("variables", application::doCheckBackendVariables, "SECRET_KEY\nB", "DATABASE-URL"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fields")
    void tellsAMistakeWhereItIsMade(String name, Function<String, FormValidation> check, String right, String wrong) {
        assertThat(check.apply("").kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check.apply(right).kind).isEqualTo(FormValidation.Kind.OK);
        assertThat(check.apply(wrong)).extracting(answer -> answer.kind).isEqualTo(FormValidation.Kind.ERROR);
    }

    private static Arguments field(String name, Function<String, FormValidation> check, String right, String wrong) {
        return arguments(name, check, right, wrong);
    }
}
