package io.jenkins.plugins.promotionchain.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.io.xml.DomDriver;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an earlier version saved, read as Jenkins reads it: past the constructor and the setters. */
class FormerConfigurationTest {

    private final XStream xstream = new XStream(new DomDriver());

    @BeforeEach
    void readOnlyTheTypesOfTheConfiguration() {
        xstream.allowTypesByWildcard(new String[] {"io.jenkins.plugins.promotionchain.config.*"});
    }

    @Test
    void readsWhatTheSectionOfThePageSystemHasSaved() throws Exception {
        Chains chains = read("saved-by-0.1.0.xml").chains();

        assertThat(chains.problems()).isEmpty();
        Chain shop = chains.application(Optional.of("shop"));
        EnvironmentSettings dev = shop.environments().get(0);
        assertThat(dev.backend().address()).hasToString("Optional[10.0.0.5]");
        assertThat(dev.backend().sshPort().number()).isEqualTo(2222);
        assertThat(dev.backend().hostKeys()).isPresent();
        assertThat(dev.backend().jump()).isEmpty();
        assertThat(dev.gate()).isEqualTo(GateSettings.NONE);
        assertThat(dev.envConfig()).containsEntry("API_BASE_URL", "https://dev.example.com");
    }

    @Test
    void showsAnEmptyTextWhereTheFormerVersionHadNoField() throws Exception {
        EnvironmentConfig dev = read("saved-by-0.1.0.xml")
                .getApplications()
                .get(0)
                .getEnvironments()
                .get(0);

        assertThat(List.of(dev.getSoak(), dev.getApprovers())).containsOnly("");
    }

    /** Written by hand, or by a tool that leaves out what is empty. */
    @Test
    void readsAnApplicationThatLacksMostElements() {
        String type = "io.jenkins.plugins.promotionchain.config.";
        ApplicationConfig application =
                (ApplicationConfig) xstream.fromXML("<" + type + "ApplicationConfig><name>shop</name>"
                        + "<environments><" + type + "EnvironmentConfig><name>dev</name><branch>main</branch></" + type
                        + "EnvironmentConfig></environments></" + type + "ApplicationConfig>");

        Chains chains = ChainReader.read(List.of(application));

        assertThat(chains.sentences()).isEmpty();
        Chain shop = chains.usable().get(0);
        assertThat(shop.backendVariables()).contains("DATABASE_URL");
        assertThat(shop.environments().get(0).frontend()).isEqualTo(HostSettings.unset());
    }

    private PromotionChainConfiguration read(String file) throws Exception {
        try (InputStream saved = getClass().getResourceAsStream(file)) {
            return (PromotionChainConfiguration) xstream.fromXML(saved);
        }
    }
}
