package io.jenkins.plugins.promotionchain.config;

import static io.jenkins.plugins.promotionchain.config.Configurations.application;
import static io.jenkins.plugins.promotionchain.config.Configurations.environment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Action;
import java.util.Collection;
import java.util.List;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who finds the page of a folder's secrets. */
class FolderSecretsTest {

    private FakeFolder folder;

    @BeforeEach
    void start() {
        folder = new FakeFolder(
                Controller.usedBy(Jenkins.ADMINISTER), application("shop", environment("test", "test", "")));
    }

    @Test
    void whoConfiguresTheFolderFindsItsEnvironments() {
        FolderSecrets.Link link = (FolderSecrets.Link) links().iterator().next();

        SecretsPage page = (SecretsPage) link.getTarget();

        assertThat(page.getSections())
                .extracting(SecretsPage.Section::environment)
                .containsExactly("test");
        assertThat(page.getContextName()).isEqualTo("folder");
    }

    @Test
    void nobodyElseDoes() {
        FolderSecrets.Link link = (FolderSecrets.Link) links().iterator().next();
        folder.configurable = false;

        assertThat(links()).isEmpty();
        assertThatThrownBy(link::getTarget).isInstanceOf(Controller.Refused.class);
    }

    @Test
    void whereNothingIsConfiguredThereIsNothingToSee() {
        PromotionChainConfiguration.get().setApplications(List.of());
        folder = new FakeFolder(Controller.usedBy(Jenkins.ADMINISTER));

        assertThat(links()).isEmpty();
    }

    private Collection<? extends Action> links() {
        return new FolderSecrets().createFor(folder);
    }
}
