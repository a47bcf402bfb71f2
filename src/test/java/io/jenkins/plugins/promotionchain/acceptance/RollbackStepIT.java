package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** What {@code rollbackDeployment} and the extras of {@code sshMigrate} do with the sample's Django project. */
class RollbackStepIT extends OnTheSandbox {

    private static final String[] CHAIN = {
        "buildOnce component: 'backend', context: 'backend'",
        "sshMigrate()",
        "deployBackend port: " + OwnApplication.BACKEND_PORT + ", smokePath: '/api/v1/items/',"
                + " smokeCommand: 'test -f manage.py', keep: 1"
    };

    @Test
    void theVersionBeforeServesAgainAndTheOneBehindItIsGone() throws Exception {
        String first = succeed(CHAIN).result("deployBackend").getString("digest");
        source.write("backend/motto.txt", "second");
        source.commit("Say second");
        Ended built = succeed(CHAIN);
        String second = built.result("deployBackend").getString("digest");
        assertThat(backend.said("docker exec acceptance-backend cat motto.txt")).isEqualTo("second");

        JSONObject back = succeed("rollbackDeployment()").result("rollbackDeployment");

        assertThat(back.getString("digest")).isEqualTo(first);
        assertThat(back.getString("previousImage")).endsWith(second);
        assertThat(backend.said("docker exec acceptance-backend cat motto.txt 2>&1 || :"))
                .contains("No such file");
        assertThat(backendPage("/api/v1/health/").status()).isEqualTo(200);
        assertThat(backend.said("docker ps -a --filter name=acceptance-backend --format '{{.Names}}' | sort"))
                .isEqualTo("acceptance-backend\nacceptance-backend-" + second.substring(7, 19));

        assertThat(succeed("rollbackDeployment to: '" + second + "'")
                        .result("rollbackDeployment")
                        .getString("digest"))
                .isEqualTo(second);
        assertThat(fail(description -> {}, "rollbackDeployment to: 'yesterday'"))
                .contains("'yesterday' is nothing to go back to: previous, the number of a build, or sha256:");
        forgetImages(built);
    }

    @Test
    void aSmokeTestThatFailsGivesTheTrafficBack() throws Exception {
        succeed(CHAIN);
        source.write("backend/motto.txt", "third");
        source.commit("Say third");

        String log = fail(
                description -> {},
                CHAIN[0],
                CHAIN[1],
                "deployBackend port: " + OwnApplication.BACKEND_PORT + ", smokeCommand: 'echo it smokes; exit 3'");

        assertThat(log)
                .contains("| it smokes", "The smoke test of the backend of acceptance in dev on django@")
                .contains("ended with exit status 3", "serves again and is healthy");
        assertThat(backend.said("docker exec acceptance-backend cat motto.txt 2>&1 || :"))
                .doesNotContain("third");
        assertThat(backendPage("/api/v1/health/").status()).isEqualTo(200);
    }

    @Test
    void aMigrationTellsItsPlanAndSavesTheDatabaseBefore() throws Exception {
        schema.empty();
        Ended ended = succeed(
                CHAIN[0],
                "sshMigrate plan: true, env: [PLACE: 'acceptance/saved'], backup: 'mkdir -p ${PLACE%/*};"
                        + " echo saved > $PLACE; date >> $PLACE'");

        assertThat(ended.log())
                .containsSubsequence(
                        "[backup] save the database before anything is changed",
                        "[plan] tell what would be applied",
                        "Planned operations:",
                        "[migrate] apply the migrations",
                        "Applying items.0002_item_origin... OK");
        assertThat(ended.result("sshMigrate").getString("output")).doesNotContain("Planned operations");
        assertThat(backend.said("head -n 1 acceptance/saved")).isEqualTo("saved");

        schema.empty();
        assertThat(fail(description -> {}, CHAIN[0], "sshMigrate backup: 'echo no room >&2; exit 5'"))
                .contains("The backup before the migration of backend of acceptance in dev")
                .contains("ended with exit status 5: no room");
        assertThat(schema.ask("SELECT count(*) FROM pg_tables WHERE schemaname = 'acceptance'"))
                .isEqualTo("0");
    }
}
