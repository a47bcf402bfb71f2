package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code sshMigrate} and {@code deployBackend} do with the sample's Django project. */
class BackendStepIT extends OnTheSandbox {

    private static final String BUILD = "buildOnce component: 'backend', context: 'backend'";
    private static final String DEPLOY = "deployBackend port: " + OwnApplication.BACKEND_PORT;

    @BeforeEach
    void begin() throws Exception {
        schema.empty();
    }

    @Test
    void migratesInAContainerAndOnlyOnce() throws Exception {
        JSONObject first = succeed(BUILD, "sshMigrate()").result("sshMigrate");
        Ended second = succeed(BUILD, "sshMigrate()");

        assertThat(first.getString("mode")).isEqualTo("container");
        assertThat(first.getString("output")).contains("Applying items.0002_item_origin... OK");
        assertThat(second.log()).contains("No migrations to apply");
        assertThat(schema.ask("SELECT name FROM django_migrations WHERE app = 'items' ORDER BY name"))
                .isEqualTo("0001_initial\n0002_item_origin");
        assertThat(schema.ask("SELECT count(*) FROM items_item")).isEqualTo("3");
        assertThat(backend.containers("promotion-chain")).isEmpty();
    }

    @Test
    void migratesInADirectoryOfTheServerWithTheFileThatIsThere() throws Exception {
        StringBuilder file = new StringBuilder();
        Schema.login(sandbox.credential("DEV_DATABASE_URL").secret().reveal())
                .forEach((name, value) ->
                        file.append(name).append('=').append(value).append('\n'));
        backend.put("acceptance/server.env", file.toString());
        backend.put("acceptance/src/migrate.sql", "CREATE TABLE by_hand (id int);\n");

        Ended ended = run(
                "development",
                pipeline("sshMigrate mode: 'server', workDirectory: 'acceptance/src',"
                        + " command: 'psql -X -v ON_ERROR_STOP=1 -f migrate.sql'"),
                description -> {},
                application -> application.getEnvironments().get(0).getBackend().setEnvFile("acceptance/server.env"));

        assertThat(ended.result("sshMigrate").getString("output")).contains("CREATE TABLE");
        assertThat(schema.ask("SELECT count(*) FROM by_hand")).isEqualTo("0");
    }

    @Test
    void servesWithVolumesVariablesAndStaticFiles() throws Exception {
        Ended ended = succeed(
                BUILD,
                "sshMigrate()",
                DEPLOY + ", collectStatic: true, env: [ALLOWED_HOSTS: '*', MOTTO: 'it\\'s $5'],"
                        + " volumes: ['acceptance-static:/app/staticfiles', '/home/django/acceptance/media:/app/media:ro']");

        assertThat(backendPage("/api/v1/health/").text()).contains("\"healthy\"");
        assertThat(backendPage("/api/v1/items/").text()).contains("Brisket");
        assertThat(backend.said("docker exec acceptance-backend printenv MOTTO"))
                .isEqualTo("it's $5");
        assertThat(backend.said("docker exec acceptance-backend ls /app/staticfiles"))
                .isNotEmpty();
        assertThat(backend.said("docker inspect --format '{{range .Mounts}}{{.Destination}} {{.RW}} {{end}}'"
                        + " acceptance-backend"))
                .contains("/app/staticfiles true")
                .contains("/app/media false");
        JSONObject result = ended.result("deployBackend");
        assertThat(result.getBoolean("changed")).isTrue();
        assertThat(result.getInt("healthStatus")).isEqualTo(200);
        assertThat(result.getJSONArray("changes").toList()).contains("static files collected");
    }

    @Test
    void aContainerThatSomebodyStoppedOrAlteredIsPutRight() throws Exception {
        String[] steps = {BUILD, "sshMigrate()", DEPLOY};
        succeed(steps);
        for (String mishap : List.of("docker stop -t 0 acceptance-backend", "docker rm -f acceptance-backend")) {
            backend.said(mishap);

            assertThat(succeed(steps).result("deployBackend").getBoolean("changed"))
                    .isTrue();
            assertThat(backendPage("/api/v1/health/").status()).isEqualTo(200);
        }
    }
}
