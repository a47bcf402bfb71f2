package io.jenkins.plugins.promotionchain.config;

import static io.jenkins.plugins.promotionchain.config.Configurations.application;
import static io.jenkins.plugins.promotionchain.config.Configurations.environment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.security.Permission;
import hudson.util.XStream2;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.util.xstream.CriticalXStreamException;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications of Jenkins and of folders, as the jobs below see them. */
class ConfiguredChainsTest {

    private Jenkins jenkins;

    @BeforeEach
    void start() {
        jenkins = new Someone(true);
    }

    private static final class Someone extends Jenkins {
        private final boolean administrator;

        Someone(boolean administrator) {
            this.administrator = administrator;
        }

        @Override
        public boolean hasPermission(Permission permission) {
            return administrator;
        }
    }

    @Test
    void aJobSeesTheApplicationsOfItsFoldersAndOfJenkins() throws Exception {
        PromotionChainConfiguration.get()
                .setApplications(List.of(application("shop", environment("dev", "development", ""))));
        FakeFolder outer = new FakeFolder(jenkins, application("blog", environment("stage", "stage", "")));
        FakeFolder inner = new FakeFolder(outer, application("shop", environment("test", "test", "")));

        Chains chains = ConfiguredChains.of(new FakeFolder(inner));

        assertThat(chains.application(Optional.of("shop")).described()).isEqualTo("test (branch test)");
        assertThat(chains.application(Optional.of("blog")).described()).isEqualTo("stage (branch stage)");
        assertThat(ConfiguredChains.of(new FakeFolder(jenkins))
                        .application(Optional.empty())
                        .described())
                .isEqualTo("dev (branch development)");
    }

    @Test
    void theSecretsOfAnApplicationThatAFolderStandsInForStayOutOfReach() {
        Chains chains = ConfiguredChains.of(List.of(
                List.of(application("shop", environment("dev", "development", ""))),
                List.of(application(
                        "shop", environment("dev", "development", ""), environment("prod", "main", "dev")))));

        assertThat(chains.prefixes()).contains(SecretPrefix.of("PROD"));
        assertThat(chains.usable()).hasSize(1);
    }

    @Test
    void twoOfOneNameOnOneLevelAreStillRefused() {
        Chains chains = ConfiguredChains.of(List.of(List.of(
                application("shop", environment("dev", "development", "")),
                application("shop", environment("dev", "development", "")))));

        assertThat(chains.sentences()).containsExactly("shop: There are two applications 'shop'");
    }

    @Test
    void onlyAnAdministratorChangesTheApplicationsOfAFolder() throws Exception {
        FolderApplications property = new FolderApplications();
        property.setApplications(List.of(Configurations.shop()));
        new Someone(false);

        assertThat(property.reconfigure(null, new JSONObject())).isSameAs(property);
        assertThat(property.reconfigure(null, null)).isSameAs(property);
        assertThat(new FolderApplications.DescriptorImpl().newInstance(null, new JSONObject()))
                .isNull();
        assertThatThrownBy(() -> readFromXml(property))
                .as("any other exception would only drop the property, and the posted file would count after a restart")
                .isInstanceOf(CriticalXStreamException.class)
                .hasMessageContaining("Only an administrator");
    }

    @Test
    void anAdministratorAndAStartOfJenkinsReadTheApplicationsOfAFolder() throws Exception {
        FolderApplications property = new FolderApplications();
        property.setApplications(List.of(Configurations.shop()));

        assertThat(readFromXml(property).getApplications()).hasSize(1);
        assertThat(property.reconfigure(null, null)).isNull();
    }

    /** As XStream2 does once the fields are filled; it finds the converter by its name. */
    private static FolderApplications readFromXml(FolderApplications property) {
        new FolderApplications.ConverterImpl(new XStream2()).callback(property, null);
        return property;
    }
}
