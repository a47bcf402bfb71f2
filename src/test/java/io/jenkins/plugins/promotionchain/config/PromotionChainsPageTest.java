package io.jenkins.plugins.promotionchain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.model.Descriptor;
import hudson.model.ManagementLink;
import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.Test;

class PromotionChainsPageTest {

    private final PromotionChainsPage page = new PromotionChainsPage();

    @Test
    void savesTheApplicationsOfTheForm() throws Exception {
        Controller.usedBy(Jenkins.ADMINISTER);

        page.doConfigSubmit(submitted(Configurations.shop()));

        assertThat(page.getConfiguration().getApplications())
                .extracting(ApplicationConfig::getName)
                .containsExactly("shop");
    }

    @Test
    void removesAllApplicationsWhenTheFormHasNone() throws Exception {
        Controller.usedBy(Jenkins.ADMINISTER);
        page.doConfigSubmit(submitted(Configurations.shop()));

        JSONObject form = new JSONObject();
        form.put(page.getConfiguration().getJsonSafeClassName(), new JSONObject());
        page.doConfigSubmit(new SubmittedForm(form, List.of()));

        assertThat(page.getConfiguration().getApplications()).isEmpty();
    }

    @Test
    void aRequestThatHoldsNothingOfThePageChangesNothing() throws Exception {
        Controller.usedBy(Jenkins.ADMINISTER);
        page.doConfigSubmit(submitted(Configurations.shop()));

        assertThatThrownBy(() -> page.doConfigSubmit(new SubmittedForm(new JSONObject(), List.of())))
                .isInstanceOf(Descriptor.FormException.class);
        assertThat(page.getConfiguration().getApplications()).hasSize(1);
    }

    @Test
    void savesNothingForWhoMayOnlyLook() {
        Controller.usedBy(Jenkins.SYSTEM_READ);

        assertThatThrownBy(() -> page.doConfigSubmit(submitted(Configurations.shop())))
                .isInstanceOf(Controller.Refused.class);
        assertThat(page.getConfiguration().getApplications()).isEmpty();
    }

    @Test
    void keepsTheConfigurationOffThePageSystem() {
        Controller.usedBy(Jenkins.ADMINISTER);

        assertThat(page.getConfiguration().getCategory()).isInstanceOf(PromotionChainsPage.Category.class);
        assertThat(page.getCategory()).isEqualTo(ManagementLink.Category.CONFIGURATION);
        assertThat(page.getRequiredPermission()).isEqualTo(Jenkins.SYSTEM_READ);
    }

    private SubmittedForm submitted(ApplicationConfig application) {
        JSONObject section = new JSONObject();
        section.put("applications", List.of());
        JSONObject form = new JSONObject();
        form.put(page.getConfiguration().getJsonSafeClassName(), section);
        return new SubmittedForm(form, List.of(application));
    }
}
