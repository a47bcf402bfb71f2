package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The configuration as text. */
@WithJenkins
class ConfigurationAsCodeTest {

    @TempDir
    Path directory;

    @Test
    void anExportBringsBackWhatWasExported(JenkinsRule jenkins) throws Exception {
        Applications.configureShop();
        String before = Jenkins.XSTREAM2.toXML(PromotionChainConfiguration.get());
        String exported = exported();
        assertThat(exported).contains("promotionChains:", "url: \"https://uat.example.com/\"", "approvers: \"alice\"");
        PromotionChainConfiguration.get().setApplications(List.of());

        ConfigurationAsCode.get()
                .configure(Files.writeString(directory.resolve("jenkins.yaml"), exported)
                        .toString());

        assertThat(Jenkins.XSTREAM2.toXML(PromotionChainConfiguration.get())).isEqualTo(before);
        assertThat(exported()).isEqualTo(exported);
    }

    /** The part that is ours: the rest of an export cannot always be read. */
    private static String exported() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        String all = out.toString(StandardCharsets.UTF_8);
        int begin = all.indexOf("promotionChains:");
        return all.substring(begin).replaceFirst("(?s)\n(?=[a-z]).*", "\n");
    }
}
