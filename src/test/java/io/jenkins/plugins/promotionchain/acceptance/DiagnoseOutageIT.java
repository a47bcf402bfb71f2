package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** What else keeps visitors from an application, provoked one after the other where a container has the port itself. */
class DiagnoseOutageIT extends OnASickSandbox {

    private static final String RECREATE = "strategy: 'recreate', port: " + OwnApplication.BACKEND_PORT;
    private static final String SITE = "/etc/nginx/sites-enabled/acceptance-frontend.conf";
    private static final String LOAD = "nginx -t && nginx -s reload; sleep 1";

    @Test
    void eachOutageIsNamedWithItsCauseAndWhatToDo() throws Exception {
        Ended ended = run(
                "development",
                OwnApplication.JENKINSFILE.replace(
                        "port: " + OwnApplication.BACKEND_PORT + ", coll", RECREATE + ", coll"),
                description -> {},
                OnASickSandbox::configure);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.SUCCESS);

        anotherProcessHoldsThePort();
        theContainerEndsAtItsStart();
        theContainerIsKilledForWantOfMemory();
        theFrontendDoesNotReachTheBackend();
        envConfigMayBeKeptByBrowsers();
        nginxIsStopped();
        aMissingCredentialHidesNothing();
        theDeploymentBeforeFailed();
    }

    private void anotherProcessHoldsThePort() throws Exception {
        backend.said("docker stop -t 0 acceptance-backend");
        InetAddress address =
                InetAddress.getByName(sandbox.environment("dev").backend().publishAddress());
        try (ServerSocket other = new ServerSocket(OwnApplication.BACKEND_PORT, 1, address)) {
            assertThat(other.isBound()).isTrue();
            JSONObject result = problem(description -> {}, "the health check fails");
            assertThat(result.getString("cause")).contains("the port is taken by something else");
            assertThat(result.getString("fix")).contains("ss -ltnp");
        }
        backend.said("docker start acceptance-backend; sleep 2");
    }

    private void theContainerEndsAtItsStart() throws Exception {
        inPlaceOfTheBackend("--entrypoint sh", "-c 'echo ImportError: no module named meats >&2; exit 3'");

        Ended ended = diagnosed(description -> {});
        JSONObject result = ended.result("diagnose");
        assertThat(result.getString("problem")).as(ended.log()).isEqualTo("the health check fails");
        assertThat(result.getString("cause"))
                .contains("ends by itself (exit status 3", "ImportError: no module named meats");
        assertThat(ended.log()).contains("  | ImportError: no module named meats");
        assertThat(ended.log().indexOf("Likely cause: ")).isLessThan(ended.log().indexOf("  | ImportError"));
        assertThat(ended.log().indexOf("once more: backend, the health check fails"))
                .isGreaterThan(ended.log().indexOf("  | ImportError"));
        theBackendAgain();
    }

    private void theContainerIsKilledForWantOfMemory() throws Exception {
        if (!backend.said("docker info --format '{{.MemoryLimit}}'").strip().equals("true")) {
            return;
        }
        inPlaceOfTheBackend("-m 32m --entrypoint python", "-c 'bytearray(300 * 1024 * 1024)'");

        JSONObject result = problem(description -> {}, "the health check fails");
        assertThat(result.getString("cause")).contains("was killed because it used more memory than it may");
        theBackendAgain();
    }

    /** As with a wrong BACKEND_IP, of which the site was made, too. */
    private void theFrontendDoesNotReachTheBackend() throws Exception {
        String right = sandbox.environment("dev").backend().publishAddress();
        String wrong = right.replaceFirst("[0-9]+$", "99");
        frontend.said("cp " + SITE + " /root/site.kept; sed 's/" + right + ":/" + wrong + ":/' /root/site.kept >" + SITE
                + "; " + LOAD);

        JSONObject result =
                problem(description -> change(description, "DEV_BACKEND_IP", ".*", wrong), "the frontend shows 502");
        assertThat(result.getString("cause"))
                .contains("the backend is healthy on its own server, but " + wrong + ":" + OwnApplication.BACKEND_PORT);
        assertThat(result.getString("fix")).contains("BACKEND_IP", "firewall");
        assertThat(result.getJSONArray("evidence").toString())
                .contains("nginx: ", "upstream: \\\"http://" + wrong + ":" + OwnApplication.BACKEND_PORT);
        theSiteAgain();
    }

    private void envConfigMayBeKeptByBrowsers() throws Exception {
        frontend.said("cp " + SITE + " /root/site.kept; grep -v 'Cache-Control \"no-store\"' /root/site.kept >" + SITE
                + "; " + LOAD);

        JSONObject result = problem(description -> {}, "env-config.js is wrong");
        assertThat(result.getString("cause")).contains("where no-store is needed");
        assertThat(result.getString("fix")).contains("Run deployFrontend again");
        theSiteAgain();
    }

    private void nginxIsStopped() throws Exception {
        frontend.said("nginx -s stop; sleep 1");
        try {
            JSONObject result = problem(description -> {}, "the frontend shows 502");
            assertThat(result.getString("component")).isEqualTo("frontend");
            assertThat(result.getString("cause")).contains("nginx is not running");
        } finally {
            frontend.said("nginx; sleep 1");
        }
    }

    private void aMissingCredentialHidesNothing() throws Exception {
        backend.said("docker stop -t 0 acceptance-backend");

        JSONObject result = problem(
                description -> {
                    JSONArray all = description.getJSONArray("credentials");
                    for (int i = all.length() - 1; i >= 0; i--) {
                        if (all.getJSONObject(i).getString("id").equals("DEV_SECRET_KEY")) {
                            all.remove(i);
                        }
                    }
                },
                "the health check fails");
        assertThat(result.getString("cause")).contains("acceptance-backend is exited: somebody stopped it");
        assertThat(causes(result)).contains("a credential is missing", "DEV_SECRET_KEY");
        backend.said("docker start acceptance-backend; sleep 2");
    }

    private void theDeploymentBeforeFailed() throws Exception {
        fail(
                description -> {},
                "buildOnce component: 'backend', context: 'backend'",
                "deployBackend " + RECREATE
                        + ", env: [DJANGO_SETTINGS_MODULE: 'nowhere'], healthAttempts: 3, healthInterval: '1s'");

        Ended ended = diagnosed(description -> {});
        JSONObject result = ended.result("diagnose");
        assertThat(result.getBoolean("healthy")).as(ended.log()).isTrue();
        assertThat(result.getString("problem")).isEqualTo("the last deployment failed");
        assertThat(result.getString("cause")).contains("failed", "serves and is healthy", "since ");
        assertThat(result.getString("fix")).contains("Visitors are served");
    }

    /** Another container of the same image under the same name. */
    private void inPlaceOfTheBackend(String options, String command) throws Exception {
        backend.said("docker stop -t 0 acceptance-backend && docker rename acceptance-backend acceptance-kept"
                + " && docker run -d --name acceptance-backend " + options
                + " $(docker inspect --format '{{.Image}}' acceptance-kept) " + command + "; sleep 3");
    }

    private void theBackendAgain() throws Exception {
        backend.said("docker rm -f acceptance-backend && docker rename acceptance-kept acceptance-backend"
                + " && docker start acceptance-backend; sleep 2");
    }

    private void theSiteAgain() throws Exception {
        frontend.said("cat /root/site.kept >" + SITE + "; rm /root/site.kept; " + LOAD);
    }
}
