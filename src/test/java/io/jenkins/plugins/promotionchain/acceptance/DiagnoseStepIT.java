package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** The four troubles of the first user's document, provoked one after the other on an environment that serves. */
class DiagnoseStepIT extends OnASickSandbox {

    @Test
    void eachTroubleIsNamedWithItsCauseAndWhatToDo() throws Exception {
        schema.empty();
        assertThat(run("development", OwnApplication.JENKINSFILE, description -> {}, OnASickSandbox::configure)
                        .outcome())
                .isEqualTo(Outcome.SUCCESS);

        Ended healthy = diagnosed(description -> {});
        assertThat(healthy.result("diagnose").getBoolean("healthy"))
                .as(healthy.log())
                .isTrue();
        assertThat(healthy.log()).contains("nothing is wrong that could be seen from here");

        healthCheckFailsBecauseSomebodyStoppedIt();
        healthCheckFailsBecauseMigrationsAreNotApplied();
        theFrontendShows502BecauseItsSiteNamesAnotherPort();
        theFrontendShows502BecauseItsSiteMissesTheContainer();
        migrationFailsBecauseTheDatabaseRefusesThePassword();
        migrationFailsBecauseTheCredentialInJenkinsIsNotRight();
        migrationFailsBecauseTheDatabaseIsNotThere();
        envConfigIsWrongBecauseSomebodyChangedIt();
        theServerIsNotTheOneItWas();

        assertThat(diagnosed(description -> {}).result("diagnose").getBoolean("healthy"))
                .isTrue();
    }

    private void healthCheckFailsBecauseSomebodyStoppedIt() throws Exception {
        backend.said("docker stop -t 0 acceptance-backend");

        JSONObject result = problem(description -> {}, "the health check fails");
        assertThat(result.getString("component")).isEqualTo("backend");
        assertThat(result.getString("cause")).contains("acceptance-backend is exited: somebody stopped it");
        assertThat(result.getString("fix")).contains("docker start acceptance-backend");
        assertThat(causes(result))
                .contains("the frontend shows 502")
                .contains("the backend is down: container acceptance-backend");
        backend.said("docker start acceptance-backend; sleep 2");
    }

    private void healthCheckFailsBecauseMigrationsAreNotApplied() throws Exception {
        schema.empty();

        JSONObject result = problem(description -> {}, "the health check fails");
        assertThat(result.getString("cause")).contains("migrations are not applied");
        assertThat(result.getString("fix")).contains("Run sshMigrate");
        succeed("buildOnce component: 'backend', context: 'backend'", "sshMigrate()");
    }

    private void theFrontendShows502BecauseItsSiteNamesAnotherPort() throws Exception {
        String site = "/etc/nginx/sites-enabled/acceptance-frontend.conf";
        frontend.said("cp " + site + " /root/site.kept; sed 's/:" + OwnApplication.BACKEND_PORT
                + "/:1/' /root/site.kept >" + site + "; nginx -s reload; sleep 1");

        JSONObject result = problem(description -> {}, "the frontend shows 502");
        assertThat(result.getString("component")).isEqualTo("frontend");
        assertThat(result.getString("cause")).contains("nginx there passes on to something else");
        assertThat(result.getString("fix")).contains("Deploy the frontend again");
        frontend.said("cat /root/site.kept >" + site + "; rm /root/site.kept; nginx -s reload; sleep 1");
    }

    private void theFrontendShows502BecauseItsSiteMissesTheContainer() throws Exception {
        String site = "/etc/nginx/sites-enabled/acceptance-frontend.conf";
        frontend.said("cp " + site + " /root/site.kept; sed 's/:" + OwnApplication.FRONTEND_PORT
                + ";/:1;/' /root/site.kept >" + site + "; nginx -t && nginx -s reload; sleep 1");

        JSONObject result = problem(description -> {}, "the frontend shows 502");
        assertThat(result.getString("cause")).contains("the frontend itself is healthy", "start page", "status 502");
        assertThat(causes(result)).doesNotContain("env-config.js is wrong");
        frontend.said("cat /root/site.kept >" + site + "; rm /root/site.kept; nginx -s reload; sleep 1");
    }

    /** In the file on the server, with which the next container would start; the running one has the right word. */
    private void migrationFailsBecauseTheDatabaseRefusesThePassword() throws Exception {
        String file = ".promotion-chain/acceptance/backend.env";
        backend.said("cp -p " + file + " " + file + ".kept; sed 's#^\\(DATABASE_URL=.*\\):[^:/@]*@#\\1:other-word@#' "
                + file + ".kept >" + file);

        JSONObject result = problem(description -> {}, "the migration fails");
        assertThat(result.getString("cause")).contains("password authentication failed");
        assertThat(result.getString("fix")).contains("check user and password in DATABASE_URL");
        backend.said("mv " + file + ".kept " + file);
    }

    /** What runs still has the right one. */
    private void migrationFailsBecauseTheCredentialInJenkinsIsNotRight() throws Exception {
        List<String> before = backend.containers("");
        JSONObject result = problem(
                description -> change(description, "DEV_DATABASE_URL", ":[^:/@]*@", ":other-word@"),
                "the migration fails");

        assertThat(result.getString("cause"))
                .contains("with the credentials that Jenkins has now", "password authentication failed");
        assertThat(result.getString("fix")).contains("check user and password in DATABASE_URL");
        assertThat(result.toString()).doesNotContain("other-word");
        assertThat(backend.containers("")).isEqualTo(before);
    }

    private void migrationFailsBecauseTheDatabaseIsNotThere() throws Exception {
        JSONObject result = problem(
                description -> change(description, "DEV_DATABASE_URL", ":[0-9]+/", ":1/"), "the migration fails");

        assertThat(result.getString("cause")).contains("The database at").contains("cannot be reached from");
        assertThat(result.getString("fix")).contains("Check the address in DATABASE_URL");
    }

    private void envConfigIsWrongBecauseSomebodyChangedIt() throws Exception {
        String file = OwnApplication.ENV_CONFIG_DIRECTORY + "/env-config.*.js";
        frontend.said("for f in " + file + "; do cp $f $f.kept; sed 's/http/ftp/' $f.kept >$f; done");

        JSONObject result = problem(description -> {}, "env-config.js is wrong");
        assertThat(result.getString("component")).isEqualTo("frontend");
        assertThat(result.getString("fix")).contains("Run deployFrontend again");
        frontend.said("for f in " + file + "; do cat $f.kept >$f; rm $f.kept; done");
    }

    private void theServerIsNotTheOneItWas() throws Exception {
        JSONObject result = problem(
                description -> description
                        .getJSONArray("environments")
                        .getJSONObject(0)
                        .getJSONObject("backend")
                        .put("hostKeys", new org.json.JSONArray().put("SHA256:" + "A".repeat(43))),
                "the server cannot be looked at");

        assertThat(result.getString("cause")).contains("host key");
    }
}
