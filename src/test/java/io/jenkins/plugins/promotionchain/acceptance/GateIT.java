package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the gate lets onto the servers of uat and prod, and what is written down of it. */
class GateIT extends OnTheSandbox {

    private static final String ME = System.getProperty("user.name");

    private final List<Ended> builds = new ArrayList<>();
    private Machine uat;
    private Machine prod;
    private int images;

    @Override
    void prepare() throws Exception {
        uat = Machine.backend(sandbox, "uat");
        prod = Machine.backend(sandbox, "prod");
    }

    @BeforeEach
    void nothingRunsInUatOrProd() throws Exception {
        uat.said(OwnApplication.removal());
        prod.said(OwnApplication.removal());
    }

    @AfterAll
    void leaveNothing() throws Exception {
        nothingRunsInUatOrProd();
        for (Ended each : builds) {
            forgetImages(each);
        }
        uat.close();
        prod.close();
    }

    /** An image that no other story knows; it serves at {@code /health/}. */
    private String image() throws Exception {
        String directory = "image" + images++;
        source.write(
                directory + "/start",
                "mkdir -p /www/health; echo " + System.nanoTime() + " > /www/health/index.html;"
                        + " trap exit TERM; httpd -f -p 8000 -h /www & wait\n");
        source.write(
                directory + "/Dockerfile",
                "FROM sandbox/busybox:1\nCOPY start /start\nCMD [\"/bin/sh\", \"/start\"]\n");
        source.commit("Add " + directory);
        Ended built = succeed("buildOnce component: 'backend', context: '" + directory + "'");
        builds.add(built);
        return built.result("buildOnce").getString("image");
    }

    private static String deploy(String image, String environment) {
        return TinyImages.deploy(image) + ", environment: '" + environment + "'";
    }

    private static String shortly(String image) {
        return ImageRef.parse(image).digest().shortForm();
    }

    private static Deployed lastDeployment(String image) throws Exception {
        return recorded(image).stream()
                .filter(Deployed.class::isInstance)
                .map(Deployed.class::cast)
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void keepsFromProdWhatUatNeverRanAndTouchesNothing() throws Exception {
        String image = image();
        succeed(deploy(image, "dev"));
        int connections = prod.sshLog().size();

        String log = fail(description -> {}, deploy(image, "prod"));

        assertThat(log)
                .contains("The gate of prod does not let the backend of acceptance in: the backend " + shortly(image)
                        + " was never deployed in uat. Deploy it in uat first, with the branch of uat or environment:"
                        + " 'uat'; dev got it from development #")
                .contains("Nothing was changed.")
                .doesNotContain("Deploying ");
        assertThat(prod.sshLog()).as("nobody even connected").hasSize(connections);
        assertThat(prod.containers(OwnApplication.NAME)).isEmpty();
        assertThat(recorded(image))
                .noneMatch(entry -> entry instanceof Deployed deployed
                        && deployed.target().environment().value().equals("prod"));
    }

    @Test
    void runsNoMigrationOfAnImageThatMayNotGoThere() throws Exception {
        String image = image();

        String log = fail(
                description -> {},
                "sshMigrate image: '" + image + "', command: 'echo it has run', environment: 'prod'");

        assertThat(log).contains("The gate of prod does not let").doesNotContain("it has run\n");
        assertThat(prod.containers(OwnApplication.NAME)).isEmpty();
    }

    @Test
    void writesDownWhoForcedItAndWhy() throws Exception {
        String image = image();

        Ended ended = succeed(deploy(image, "prod") + ", force: 'uat is down'");

        assertThat(ended.log())
                .contains("FORCED by " + ME + ": uat is down. What the gate had to say: The gate of prod does not let");
        Deployed entry = lastDeployment(image);
        assertThat(entry.outcome()).isEqualTo(Deployed.Outcome.HEALTHY);
        assertThat(entry.force()).contains(new Deployed.Force(ME, "uat is down"));
        assertThat(entry.by()).isEqualTo(ME);
        assertThat(prod.said("docker inspect --format"
                        + " '{{index .Config.Labels \"io.jenkins.promotionchain.configuration-hash\"}}'"
                        + " acceptance-backend"))
                .isEqualTo(entry.configurationHash());

        assertThat(succeed(deploy(image, "prod")).log()).contains("prod runs it already");
    }

    @Test
    void letsThroughWhatGoesInOrderUntilAVerificationFails() throws Exception {
        String image = image();
        succeed(deploy(image, "dev"), deploy(image, "uat"));

        succeed("recordVerification result: 'failed', environment: 'uat', note: 'orders vanish'");
        assertThat(fail(description -> {}, deploy(image, "prod")))
                .contains("the backend " + shortly(image) + " was found failing in uat at ")
                .contains("by " + ME + " (orders vanish)");

        succeed("recordVerification result: 'passed', environment: 'uat'");
        assertThat(succeed(deploy(image, "prod")).log())
                .contains("Gate of prod: backend " + shortly(image) + ": healthy in uat (deployed at ");
    }

    @Test
    void writesDownWhatDidNotGetHealthyAndKeepsItFromProd() throws Exception {
        String image = image();
        succeed(deploy(image, "dev"));
        fail(description -> {}, deploy(image, "uat").replace("'/health/'", "'/nowhere/'"));

        Deployed entry = lastDeployment(image);
        assertThat(entry.outcome()).isEqualTo(Deployed.Outcome.FAILED);
        assertThat(entry.reason()).contains("HTTP 404");
        assertThat(fail(description -> {}, deploy(image, "prod"))).contains("and that failed (");
    }

    @Test
    void neverRefusesAWayBack() throws Exception {
        String before = image();
        String after = image();
        succeed(deploy(before, "dev"), deploy(before, "uat"), deploy(before, "prod"));
        succeed(deploy(after, "dev"), deploy(after, "uat"), deploy(after, "prod"));
        succeed("recordVerification result: 'failed', environment: 'uat'");

        assertThat(succeed(deploy(before, "prod")).log()).contains("prod ran it before, healthy");
        succeed("rollbackDeployment environment: 'prod'");

        assertThat(lastDeployment(after).kind()).isEqualTo(Deployed.Kind.ROLLBACK);
        assertThat(lastDeployment(after).previous()).contains(ImageRef.parse(before));
    }

    @Test
    void waitsForAnApprovalAndFindsIt() throws Exception {
        String image = image();
        String build = "buildOnce component: 'backend', context: 'image" + (images - 1) + "'";
        succeed(deploy(image, "dev"), deploy(image, "uat"));
        String deploy = deploy(image, "prod");
        assertThat(runWithApprovers(Outcome.FAILURE, build, deploy).log())
                .contains("was approved for prod by nobody. Ask " + ME + " to approve it");

        Ended ended = runWithApprovers(Outcome.SUCCESS, build, "approvePromotion environment: 'prod'", deploy);

        assertThat(ended.log())
                .contains("Waiting for " + ME + " to approve backend " + shortly(image) + " for prod")
                .contains("approved for prod by " + ME);
        assertThat(ended.result("approvePromotion").getString("approvedBy")).isEqualTo(ME);
    }

    private Ended runWithApprovers(Outcome outcome, String... steps) throws Exception {
        Ended ended = run("development", pipeline(steps), description -> {}, GateIT::approvedByMe);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(outcome);
        return ended;
    }

    private static void approvedByMe(ApplicationConfig application) {
        application.getEnvironments().forEach(each -> {
            if (each.getName().equals("prod")) {
                each.setApprovers(ME);
            }
        });
    }
}
