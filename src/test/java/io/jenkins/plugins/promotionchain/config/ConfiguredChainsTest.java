package io.jenkins.plugins.promotionchain.config;

import static io.jenkins.plugins.promotionchain.config.Configurations.application;
import static io.jenkins.plugins.promotionchain.config.Configurations.environment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.Permission;
import hudson.util.DescribableList;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;
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

        @Override
        public void checkPermission(Permission permission) {
            if (!administrator) {
                throw new SecurityException("missing Administer");
            }
        }
    }

    private static final class Folder extends AbstractFolder<Item> {
        private final ItemGroup<? extends Item> parent;
        private final DescribableList properties = new DescribableList<>();

        Folder(ItemGroup<? extends Item> parent, ApplicationConfig... applications) {
            this.parent = parent;
            FolderApplications property = new FolderApplications();
            property.setApplications(List.of(applications));
            properties.add(property);
        }

        @Override
        public DescribableList getProperties() {
            return properties;
        }

        @Override
        public ItemGroup<? extends Item> getParent() {
            return parent;
        }

        @Override
        public String getFullName() {
            return "folder";
        }

        @Override
        public String getDisplayName() {
            return "folder";
        }
    }

    @Test
    void aJobSeesTheApplicationsOfItsFoldersAndOfJenkins() throws Exception {
        PromotionChainConfiguration.get()
                .setApplications(List.of(application("shop", environment("dev", "development", ""))));
        Folder outer = new Folder(jenkins, application("blog", environment("stage", "stage", "")));
        Folder inner = new Folder(outer, application("shop", environment("test", "test", "")));

        Chains chains = ConfiguredChains.of(new Folder(inner));

        assertThat(chains.application(Optional.of("shop")).described()).isEqualTo("test (branch test)");
        assertThat(chains.application(Optional.of("blog")).described()).isEqualTo("stage (branch stage)");
        assertThat(ConfiguredChains.of(new Folder(jenkins))
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
        assertThatThrownBy(() -> readFromXml(property)).hasRootCauseInstanceOf(SecurityException.class);
    }

    @Test
    void anAdministratorAndAStartOfJenkinsReadTheApplicationsOfAFolder() throws Exception {
        FolderApplications property = new FolderApplications();
        property.setApplications(List.of(Configurations.shop()));

        assertThat(readFromXml(property).getApplications()).hasSize(1);
        assertThat(property.reconfigure(null, null)).isNull();
    }

    /** As XStream does once the fields are filled. */
    private static FolderApplications readFromXml(FolderApplications property)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        Method method = FolderApplications.class.getDeclaredMethod("readResolve");
        method.setAccessible(true);
        return (FolderApplications) method.invoke(property);
    }
}
