package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** What a look ahead tells on real servers, and that it changes nothing there. */
class PreflightStepIT extends OnTheSandbox {

    private static final String LOOK = "preflight component: 'backend', port: " + OwnApplication.BACKEND_PORT;
    private static final String LOOK_ON = LOOK + ", failOnError: false";

    private TinyImages images;

    @Override
    void prepare() throws Exception {
        images = TinyImages.builtBy(this);
    }

    private static Map<String, String> results(Ended ended, String component) {
        Map<String, String> results = new LinkedHashMap<>();
        for (Object each : ended.result("preflight").getJSONArray("checks")) {
            JSONObject check = (JSONObject) each;
            if (check.getString("component").equals(component)) {
                results.put(check.getString("check"), check.getString("result"));
            }
        }
        return results;
    }

    private static JSONObject check(Ended ended, String name) {
        for (Object each : ended.result("preflight").getJSONArray("checks")) {
            if (((JSONObject) each).getString("check").equals(name)) {
                return (JSONObject) each;
            }
        }
        throw new AssertionError("There is no check " + name + ":\n" + ended.log());
    }

    private Ended look(Consumer<JSONObject> change, String step) throws Exception {
        Ended ended = run("development", pipeline(step), change);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.SUCCESS);
        return ended;
    }

    @Test
    void allIsWellOnBothServersAndNothingIsLeftThere() throws Exception {
        String backendBefore = backend.said("find . /tmp /etc/nginx -xdev | sort");
        String frontendBefore = frontend.said("find /root /tmp /opt /etc/nginx -xdev | sort");

        Ended ended = succeed(LOOK);
        assertThat(ended.result("preflight").getBoolean("ok")).as(ended.log()).isTrue();
        assertThat(ended.result("preflight").getString("environment")).isEqualTo("dev");
        assertThat(results(ended, "backend"))
                .as(ended.log())
                .containsOnlyKeys(
                        "credentials",
                        "host",
                        "host key",
                        "login",
                        "docker",
                        "rights",
                        "disk",
                        "registry",
                        "database",
                        "nginx",
                        "port",
                        "clock")
                .values()
                .containsOnly("OK");
        assertThat(ended.log())
                .contains("Preflight of the backend of acceptance in dev")
                .doesNotContain("ERROR");

        ended = succeed("preflight component: 'frontend', port: " + OwnApplication.FRONTEND_PORT);
        assertThat(results(ended, "frontend"))
                .as(ended.log())
                .containsOnlyKeys(
                        "credentials",
                        "host",
                        "host key",
                        "login",
                        "docker",
                        "rights",
                        "disk",
                        "registry",
                        "nginx",
                        "port",
                        "clock")
                .values()
                .containsOnly("OK");
        assertThat(backend.said("find . /tmp /etc/nginx -xdev | sort")).isEqualTo(backendBefore);
        assertThat(frontend.said("find /root /tmp /opt /etc/nginx -xdev | sort"))
                .isEqualTo(frontendBefore);
    }

    @Test
    void bothComponentsAreLookedAtOnThePortsThatTheyWereDeployedTo() throws Exception {
        succeed(TinyImages.deploy(images.first()));

        Ended ended = look(description -> {}, "preflight failOnError: false");

        assertThat(results(ended, "frontend")).containsKey("nginx");
        assertThat(check(ended, "port").getString("found"))
                .startsWith("Port " + OwnApplication.BACKEND_PORT)
                .contains("container acceptance-backend");
    }

    @Test
    void anImageIsLookedForInTheRegistryAndItsSizeOnTheDisk() throws Exception {
        backend.said("docker image rm -f " + images.second() + " >/dev/null 2>&1 || :");

        Ended ended = look(description -> {}, LOOK_ON + ", image: '" + images.second() + "'");

        assertThat(check(ended, "registry").getString("found")).contains("has the image");
        assertThat(check(ended, "registry route").getString("result")).isEqualTo("OK");
        assertThat(check(ended, "disk").getString("found")).contains("to be fetched");
        assertThat(check(ended, "migrations").getString("found")).contains("before the image is on the server");
    }

    @Test
    void anImageThatIsGoneFails() throws Exception {
        String gone = images.second().replaceFirst("@.*", "@sha256:" + "0".repeat(64));

        String log = fail(description -> {}, LOOK + ", image: '" + gone + "'");

        assertThat(log).contains("ERROR: ").contains("the image is neither there nor in the registry");
    }

    @Test
    void aRegistryThatRefusesTheLoginFailsUnlessTheImageIsThere() throws Exception {
        Consumer<JSONObject> wrong = description ->
                Rehearsed.credential(description, "REGISTRY_LOGIN").put("password", "not 'the' password");
        backend.said("docker image rm -f " + images.second() + " >/dev/null 2>&1 || :");

        String log = fail(wrong, LOOK + ", image: '" + images.second() + "'");
        assertThat(log).contains("refuses the login of 'deployer'").doesNotContain("not 'the' password");

        assertThat(fail(wrong, "preflight component: 'frontend'")).contains("refuses the login of 'deployer'");

        succeed(TinyImages.deploy(images.first()));
        Ended ended = look(wrong, LOOK + ", image: '" + images.first() + "'");
        assertThat(check(ended, "registry").getString("result")).isEqualTo("WARNING");
        assertThat(check(ended, "port").getString("result")).isEqualTo("OK");
    }

    @Test
    void whatComesAfterAMissingCredentialIsSkipped() throws Exception {
        Ended ended = look(description -> description.put("credentials", new JSONArray()), LOOK_ON);

        assertThat(ended.result("preflight").getBoolean("ok")).isFalse();
        assertThat(check(ended, "credentials").getString("found"))
                .contains("Missing credentials for backend of acceptance in dev", "DEV_DATABASE_URL");
        assertThat(results(ended, "backend").values().stream().distinct().toList())
                .isEqualTo(List.of("FAILED", "SKIPPED"));
        assertThat(ended.log()).doesNotContain("Connected to");
    }

    @Test
    void theWayToTheServerEndsWhereItIsBroken() throws Exception {
        Ended port = look(description -> server(description).put("sshPort", 9), LOOK_ON);
        assertThat(check(port, "host").getString("found")).contains(":9 refused the connection");
        assertThat(check(port, "host key").getString("result")).isEqualTo("SKIPPED");

        Ended key = look(
                description -> server(description).put("hostKeys", new JSONArray().put("SHA256:" + "A".repeat(43))),
                LOOK_ON);
        assertThat(check(key, "host").getString("result")).isEqualTo("OK");
        assertThat(check(key, "host key").getString("found")).contains("nothing was sent to it");

        Ended none = look(description -> server(description).put("hostKeys", new JSONArray()), LOOK_ON);
        assertThat(check(none, "host key").getString("found")).contains("No host key is configured for");

        Ended password = look(
                description ->
                        Rehearsed.credential(description, "DEV_SSH_PASSWORD").put("value", "not 'the' password"),
                LOOK_ON);
        assertThat(check(password, "host key").getString("result")).isEqualTo("OK");
        assertThat(check(password, "login").getString("found")).contains("with a password failed");
        assertThat(check(password, "docker").getString("result")).isEqualTo("SKIPPED");
        assertThat(password.log()).doesNotContain("not 'the' password");
    }

    @Test
    void aDatabaseThatCannotBeReachedFailsTheLookAndOnlyWarnsADeployment() throws Exception {
        Consumer<JSONObject> closed = description -> {
            JSONObject url = Rehearsed.credential(description, "DEV_DATABASE_URL");
            url.put("value", url.getString("value").replaceFirst(":[0-9]+/", ":9/"));
        };

        Ended ended = look(closed, LOOK_ON);
        assertThat(check(ended, "database").getString("result")).isEqualTo("FAILED");
        assertThat(check(ended, "database").getString("found")).contains(":9 cannot be reached from django@");

        Ended deployed = run("development", pipeline(TinyImages.deploy(images.first())), closed);
        assertThat(deployed.outcome()).as(deployed.log()).isEqualTo(Outcome.SUCCESS);
        assertThat(deployed.log()).containsPattern("WARNING: The database at [0-9.]+:9 cannot be reached from django@");
    }

    @Test
    void aPortOfAnotherContainerFailsTheLookAndTheDeployment() throws Exception {
        succeed(TinyImages.deploy(images.first()));

        String log = fail(
                description -> {},
                TinyImages.deploy(images.second()) + ", strategy: 'recreate', containerName: 'acceptance-other'");

        assertThat(log)
                .contains("Port " + OwnApplication.BACKEND_PORT)
                .contains("the port is taken by something else")
                .doesNotContain("[pull]");
    }

    @Test
    void aDeploymentThatFindsAllWellSaysSoInOneLineAndCanDoWithout() throws Exception {
        Ended looked = succeed(TinyImages.deploy(images.first()));
        assertThat(looked.log()
                        .lines()
                        .filter(line -> line.contains("Preflight: "))
                        .toList())
                .hasSize(1)
                .allMatch(line -> line.endsWith(", all well"));

        Ended blind = succeed(TinyImages.deploy(images.first()) + ", preflight: false");
        assertThat(blind.log()).doesNotContain("Preflight: ");
    }

    @Test
    void pendingMigrationsAreToldWhereTheImageIsOnTheServer() throws Exception {
        String build = "buildOnce component: 'backend', context: 'backend'";
        String deploy = "deployBackend port: " + OwnApplication.BACKEND_PORT + ", healthInterval: '1s'";
        Ended ended = succeed(build, "sshMigrate()", deploy, LOOK);
        assertThat(check(ended, "migrations").getString("found")).isEqualTo("none pending");

        ended = succeed(build, "sshMigrate command: 'python manage.py migrate items zero'", LOOK);
        assertThat(check(ended, "migrations").getString("result")).isEqualTo("OK");
        assertThat(check(ended, "migrations").getString("found")).startsWith("2 pending: items.0001_");
        assertThat(check(ended, "registry").getString("found")).contains("has the image");
        forgetImages(ended);
    }

    private static JSONObject server(JSONObject description) {
        return Rehearsed.environment(description, "dev").getJSONObject("backend");
    }
}
