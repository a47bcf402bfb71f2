package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A frontend that cannot be deployed: visitors go on getting the page and the env-config.js from before. */
class FailedFrontendIT extends OnTheSandbox {

    private static final String SITE = "/etc/nginx/sites-enabled/acceptance-frontend.conf";
    private static final String DEPLOY = "deployFrontend port: %d, containerPort: %d, healthAttempts: 2,"
            + " healthInterval: '1s', envConfig: [VERSION: '%s']";

    private String image;
    private TinyImages images;
    private String configBefore;
    private List<String> containersBefore;
    private String siteBefore;

    @Override
    void prepare() throws Exception {
        image = succeed("buildOnce component: 'frontend', context: 'frontend'")
                .result("buildOnce")
                .getString("image");
        images = TinyImages.builtBy(this);
    }

    private static String deploy(String image, int containerPort, String version) {
        return DEPLOY.formatted(OwnApplication.FRONTEND_PORT, containerPort, version) + ", image: '" + image + "'";
    }

    @BeforeEach
    void deployWhatServes() throws Exception {
        succeed(deploy(image, 80, "before"));
        configBefore = sitePage("/env-config.js").text();
        containersBefore = containers();
        siteBefore = frontend.said("cat " + SITE);
    }

    @AfterEach
    void theSameServes() throws Exception {
        assertThat(sitePage("/").text()).contains("<title>Project Meats</title>");
        assertThat(sitePage("/env-config.js").text()).isEqualTo(configBefore).contains("before");
        assertThat(containers()).isEqualTo(containersBefore);
        assertThat(frontend.said("cat " + SITE)).isEqualTo(siteBefore);
        assertThat(frontend.said("ls -A /etc/nginx/sites-enabled | grep -c '^[.]acceptance' || :"))
                .isEqualTo("0");
        frontend.said("nginx -t -q");
    }

    /** Without the time of their start: the version before was stopped for a moment. */
    private List<String> containers() throws Exception {
        return frontend.containers(OwnApplication.NAME).stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .filter(line -> !line.contains("-previous "))
                .collect(Collectors.toList());
    }

    private String errorOf(Consumer<ApplicationConfig> configuration, String step) throws Exception {
        Ended ended = run("development", pipeline(step), description -> {}, configuration);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.FAILURE);
        List<String> errors =
                ended.log().lines().filter(line -> line.contains("ERROR: ")).toList();
        assertThat(errors).as(ended.log()).hasSize(1);
        return errors.get(0);
    }

    private static Consumer<ApplicationConfig> listening(String where) {
        return application -> application.getEnvironments().get(0).getFrontend().setSiteListen(where);
    }

    @Test
    void anImageThatNeverGetsHealthy() throws Exception {
        assertThat(errorOf(application -> {}, deploy(images.unhealthy(), 8000, "after")))
                .contains("did not become healthy", "serves again and is healthy");
    }

    @Test
    void anImageThatDoesNotServeTheEnvConfigItIsGiven() throws Exception {
        assertThat(errorOf(application -> {}, deploy(images.first(), 8000, "after") + ", healthPath: '/health/'"))
                .contains("env-config.js");
    }

    @Test
    void anAddressThatAnotherProgramHolds() throws Exception {
        String taken = sandbox.environment("dev").frontend().host() + ":"
                + sandbox.environment("dev").frontend().sshPort();
        assertThat(errorOf(listening(taken), deploy(image, 80, "after")))
                .contains("nginx on root@")
                .contains("could not load it")
                .contains("The one before is in force");
    }

    @Test
    void anAddressThatTheServerDoesNotHave() throws Exception {
        assertThat(errorOf(listening("198.18.255.255:80"), deploy(image, 80, "after")))
                .contains("nginx on root@")
                .contains("refuses the site")
                .contains("198.18.255.255:80");
    }

    @Test
    void anAddressThatCannotBeWrittenIntoASite() throws Exception {
        assertThat(errorOf(listening("80; } evil {"), deploy(image, 80, "after")))
                .contains("The configuration of acceptance cannot be used: Environment dev: frontend: ");
    }
}
