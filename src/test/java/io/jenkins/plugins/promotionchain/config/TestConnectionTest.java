package io.jenkins.plugins.promotionchain.config;

import static io.jenkins.plugins.promotionchain.config.Configurations.application;
import static io.jenkins.plugins.promotionchain.config.Configurations.environment;
import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the button "Test connection" is told; {@code FormPreflightTest} and its IT have the checks themselves. */
class TestConnectionTest {

    private final EnvironmentConfig.DescriptorImpl environment = new EnvironmentConfig.DescriptorImpl();

    @BeforeEach
    void asAnAdministrator() {
        Controller.usedBy(Jenkins.ADMINISTER);
    }

    private String answer(int application, int place, ApplicationConfig... form) throws Exception {
        JSONObject json = new JSONObject();
        json.put("applications", List.of());
        return environment
                .doTestConnection(new SubmittedForm(json, List.of(form)), application, place, null)
                .toString();
    }

    @Test
    void looksForNobodyButAnAdministrator() {
        Controller.usedBy(Jenkins.SYSTEM_READ);

        assertThatThrownBy(() -> answer(0, 0, shop())).isInstanceOf(Controller.Refused.class);
    }

    @Test
    void looksAtTheEnvironmentOfTheFormThoughNothingIsSaved() throws Exception {
        assertThat(answer(0, 1, shop()))
                .startsWith("ok ")
                .contains("environment=uat", "result=FAILED", "UAT_DATABASE_URL")
                .doesNotContain("DEV_");
    }

    @Test
    void saysWhatHasToBeCorrectedFirst() throws Exception {
        EnvironmentConfig wrong = environment("dev", "development", "");
        wrong.setBranch("two words");

        assertThat(answer(0, 0, application("shop", wrong)))
                .startsWith("error shop cannot be tested yet: ")
                .contains("two words");
    }

    @Test
    void doesNotTakeAnotherEnvironmentForOneThatTheFormHasNot() throws Exception {
        assertThat(answer(1, 0, shop())).startsWith("error The form has no such application.");
        assertThat(answer(-1, 0, shop())).startsWith("error The form has no such application.");
        assertThat(answer(0, 3, shop())).startsWith("error The form has no such environment.");
    }

    @Test
    void readsNoSecretsOfAnotherApplicationWithTheSameName() throws Exception {
        assertThat(answer(1, 0, shop(), shop())).startsWith("error shop cannot be tested yet: There are two");
    }
}
