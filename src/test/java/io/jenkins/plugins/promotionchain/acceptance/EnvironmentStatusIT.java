package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code environmentStatus} tells after somebody has changed a server by hand. */
class EnvironmentStatusIT extends OnTheSandbox {

    private static final String NAME = "acceptance-backend";
    private static final String STATUS = "environmentStatus()";

    private TinyImages images;

    @Override
    void prepare() throws Exception {
        images = TinyImages.builtBy(this);
        succeed(TinyImages.deploy(images.second()));
        Ended ended = succeed(
                TinyImages.deploy(images.first()),
                "buildOnce component: 'frontend', context: 'frontend'",
                "deployFrontend port: %d, backendPort: %d, healthInterval: '1s'"
                        .formatted(OwnApplication.FRONTEND_PORT, OwnApplication.BACKEND_PORT));
        record(ended, "Backend", backend);
        record(ended, "Frontend", frontend);
    }

    /** Brings back what a test has spoilt. */
    @BeforeEach
    void deployTheBackend() throws Exception {
        succeed(TinyImages.deploy(images.first()));
    }

    @Test
    void allIsAsDeployedAndEachServerIsConnectedToOnce() throws Exception {
        int before = backend.sshLog().size();

        Ended ended = succeed(STATUS);

        JSONObject result = ended.result("environmentStatus");
        assertThat(result.getBoolean("ok")).as(ended.log()).isTrue();
        assertThat(result.getString("environment")).isEqualTo("dev");
        for (String name : List.of("backend", "frontend")) {
            JSONObject component = component(ended, name);
            assertThat(component.getString("health")).isEqualTo("healthy");
            assertThat(component.getString("status")).isEqualTo("running");
            assertThat(component.getString("digest")).isEqualTo(component.getString("expectedDigest"));
            assertThat(component.getInt("restarts")).isZero();
            assertThat(component.getInt("uptimeSeconds")).isBetween(0, 3600);
            assertThat(component.getJSONArray("drift")).isEmpty();
        }
        assertThat(ended.log()).contains("frontend of acceptance in dev on root@", ": as deployed");
        assertThat(backend.sshLog().subList(before, backend.sshLog().size()))
                .filteredOn(line -> line.contains("Accepted "))
                .hasSize(1);
    }

    @Test
    void aContainerThatWasStoppedByHandIsTold() throws Exception {
        backend.said("docker stop -t 1 " + NAME);

        assertThat(drift(succeed(STATUS))).containsExactly("stopped");
        assertThat(fail(description -> {}, "environmentStatus failOnDrift: true"))
                .contains("stopped: container " + NAME + " is exited, exit status ")
                .contains("The backend in dev cannot be told to be as deployed.");
    }

    @Test
    void anImageThatSomebodyPutInPlaceIsTold() throws Exception {
        instead("--label-file labels");

        assertThat(drift(succeed(STATUS))).contains("other-image").doesNotContain("unknown-container");
    }

    @Test
    void aContainerThatSomebodyMadeIsTold() throws Exception {
        instead("");

        assertThat(drift(succeed(STATUS))).contains("unknown-container", "other-image");
    }

    @Test
    void aContainerThatIsGoneIsTold() throws Exception {
        backend.said("docker rm -f " + NAME);

        Ended ended = succeed(STATUS);

        assertThat(drift(ended)).containsExactly("missing");
        assertThat(component(ended, "backend").getString("status")).isEqualTo("missing");
    }

    @Test
    void anEnvironmentFileThatWasEditedIsToldUntilItIsAsBefore() throws Exception {
        String file = ".promotion-chain/acceptance/backend.env";
        backend.said("echo EDITED=1 >> " + file);

        Ended ended = succeed(STATUS);

        assertThat(drift(ended)).containsExactly("env-file-changed");
        assertThat(ended.log())
                .contains("the file " + file + ", changed at ", "holds other values")
                .doesNotContain("EDITED");
        backend.said("sed -i '/^EDITED/d; /^PGOPTIONS=/d' " + file);
        assertThat(drift(succeed(STATUS))).containsExactly("env-file-changed");
        succeed(TinyImages.deploy(images.first()));
        assertThat(drift(succeed(STATUS))).isEmpty();
    }

    @Test
    void aContainerThatADeploymentLeftIsTold() throws Exception {
        backend.said("docker create --name " + NAME + "-candidate " + images.first());

        assertThat(drift(succeed(STATUS))).containsExactly("unfinished");
    }

    @Test
    void aStrangerOnThePortAndADeploymentThatGoesOnAreToldWithoutWaitingAndNothingIsChanged() throws Exception {
        String lock = "/run/lock/promotion-chain." + OwnApplication.NAME + ".dev.backend.lock";
        backend.said("docker stop -t 0 " + NAME + " && docker rename " + NAME + " " + NAME
                + "-aside;"
                // at another address, as the port of its own is still nginx'
                + " docker run -d --name stranger --publish 127.0.0.9:" + OwnApplication.BACKEND_PORT + ":8000 "
                + images.second() + " >/dev/null; touch " + lock
                + "; echo 'build 7, since noon' >" + lock + ".held.$(id -u);"
                + " setsid sh -c 'echo $$ >holder.pid; exec flock " + lock
                + " sleep 300' >/dev/null 2>&1 </dev/null & sleep 0.5");
        try {
            String before = everything();

            Ended ended = succeed(STATUS);

            assertThat(drift(ended)).as(ended.log()).contains("port-taken");
            JSONObject told = component(ended, "backend");
            assertThat(told.getString("deploying")).isEqualTo("build 7, since noon");
            assertThat(told.getJSONArray("alsoOnPort").toList()).containsExactly("stranger");
            assertThat(ended.result("environmentStatus").getInt("seconds")).isLessThan(60);
            assertThat(everything()).isEqualTo(before);
        } finally {
            backend.said(
                    "kill -- -$(cat holder.pid); rm -f holder.pid; docker rm -f stranger >/dev/null; docker rename "
                            + NAME + "-aside " + NAME + "; rm -f " + lock + ".held.$(id -u)");
        }
    }

    /** Containers, and all files of the account and of nginx, with their times. */
    private String everything() throws Exception {
        return backend.said("docker ps --all --format '{{.Names}} {{.State}}' | sort;"
                + " find ~ /etc/nginx/sites-enabled/ /run/lock -type f -printf '%p %T@ %s\\n' 2>/dev/null | sort");
    }

    @Test
    void aServerThatCannotBeReachedKeepsNobodyFromHearingAboutTheOther() throws Exception {
        Consumer<JSONObject> closed = description -> Rehearsed.environment(description, "dev")
                .getJSONObject("backend")
                .put("sshPort", 1);

        Ended ended = run("development", pipeline(STATUS), closed);

        assertThat(component(ended, "backend").getBoolean("reachable"))
                .as(ended.log())
                .isFalse();
        assertThat(component(ended, "backend").getString("problem")).isNotEmpty();
        assertThat(component(ended, "frontend").getBoolean("ok")).isTrue();
        assertThat(ended.result("environmentStatus").getBoolean("ok")).isFalse();
    }

    /** In the ledger of the builds of this class. */
    private void record(Ended ended, String component, Machine machine) throws Exception {
        String name = component.toLowerCase(Locale.ROOT);
        Deployed deployed = new Deployed(
                Instant.now(),
                new BuildRef("acceptance", 1, ""),
                UUID.randomUUID().toString(),
                new DeploymentTarget(
                        ApplicationName.of(OwnApplication.NAME), EnvironmentName.of("dev"), ComponentName.of(name)),
                ImageRef.parse(ended.result("deploy" + component).getString("image")),
                Optional.empty(),
                Deployed.Kind.DEPLOYMENT,
                Deployed.Outcome.HEALTHY,
                "",
                Optional.empty(),
                machine.said("docker inspect --format '{{index .Config.Labels \"" + ContainerLabels.CONFIGURATION_HASH
                        + "\"}}' acceptance-" + name),
                "");
        Path directory =
                home().resolve("promotion-chain").resolve(OwnApplication.NAME).resolve("ledger");
        try (Ledger ledger = Ledger.open(directory, damage -> {
            throw new IllegalStateException(damage);
        })) {
            ledger.append(deployed);
        }
    }

    /** Another image under the name of the backend's container. */
    private void instead(String labels) throws Exception {
        backend.said(
                "docker inspect --format '{{range $name, $value := .Config.Labels}}{{println (printf \"%s=%s\" $name"
                        + " $value)}}{{end}}' " + NAME + " | grep = >labels; docker rm -f " + NAME
                        + " && docker run -d --name "
                        + NAME + " " + labels + " " + images.second());
    }

    private static JSONObject component(Ended ended, String name) {
        return ended.result("environmentStatus").getJSONObject("components").getJSONObject(name);
    }

    private static List<String> drift(Ended ended) {
        return component(ended, "backend").getJSONArray("drift").toList().stream()
                .map(each -> ((Map<?, ?>) each).get("kind").toString())
                .toList();
    }
}
