package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.engine.frontend.JavaScriptEngine;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What {@code deployFrontend} and {@code renderEnvConfig} do with the sample's page, on a server with nginx. */
class FrontendStepIT extends OnTheSandbox {

    private static final String BUILD = "buildOnce component: 'frontend', context: 'frontend'";
    private static final String DEPLOY = "deployFrontend port: %d, backendPort: %d, healthInterval: '1s'"
            .formatted(OwnApplication.FRONTEND_PORT, OwnApplication.BACKEND_PORT);

    @Test
    void servesThePageBehindNginxWithAnEnvConfigThatNobodyKeeps() throws Exception {
        Ended ended = succeed(BUILD, DEPLOY + ", envConfig: [GREETING: 'hello']");

        assertThat(sitePage("/").text()).contains("<title>Project Meats</title>");
        assertThat(sitePage("/some/place/inside").text()).contains("<title>Project Meats</title>");
        HttpResponse<String> config = sitePage("/env-config.js").get();
        assertThat(config.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(JavaScriptEngine.load(config.body(), "ENV"))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("API_BASE_URL", "", "ENVIRONMENT", "dev", "GREETING", "hello"));
        assertThat(ended.result("deployFrontend").getString("container")).isEqualTo("acceptance-frontend");
    }

    @Test
    void aChangedEnvConfigReachesThePageThatRuns() throws Exception {
        succeed(BUILD, DEPLOY + ", envConfig: [GREETING: 'first']");
        Ended ended = succeed(BUILD, DEPLOY + ", envConfig: [GREETING: 'second']");

        assertThat(ended.result("deployFrontend").getBoolean("changed")).isTrue();
        assertThat(JavaScriptEngine.load(sitePage("/env-config.js").text(), "ENV"))
                .containsEntry("GREETING", "second");
        assertThat(frontend.said("cat " + OwnApplication.ENV_CONFIG_DIRECTORY + "/env-config.js"))
                .isEqualTo(sitePage("/env-config.js").text().strip());
    }

    @Test
    void anEnvConfigThatSomebodyAlteredOnTheServerIsPutRight() throws Exception {
        String[] steps = {BUILD, DEPLOY + ", envConfig: [GREETING: 'right']"};
        succeed(steps);
        frontend.said("cd " + OwnApplication.ENV_CONFIG_DIRECTORY
                + " && echo 'window.ENV = {};' > $(readlink env-config.js)");

        succeed(steps);

        assertThat(JavaScriptEngine.load(sitePage("/env-config.js").text(), "ENV"))
                .containsEntry("GREETING", "right");
    }

    @Test
    void leavesNginxAloneWhereItIsToldTo() throws Exception {
        frontend.said("docker ps -aq --filter name=acceptance-frontend | xargs -r docker rm -f;"
                + " rm -f /etc/nginx/sites-enabled/*acceptance-frontend.conf; nginx -s reload; sleep 0.5");
        String before = frontend.said("cat /etc/nginx/sites-enabled/* 2>/dev/null; pgrep -o nginx");

        Ended ended = succeed(BUILD, DEPLOY + ", nginx: false, envConfig: [GREETING: 'plain']");

        assertThat(frontend.said("cat /etc/nginx/sites-enabled/* 2>/dev/null; pgrep -o nginx"))
                .isEqualTo(before);
        assertThat(ended.log()).doesNotContain("nginx on ");
        String address = sandbox.environment("dev").frontend().publishAddress();
        assertThat(Page.at(address, OwnApplication.FRONTEND_PORT, "/env-config.js")
                        .text())
                .contains("plain");
    }

    @Test
    void passesTheApiOnToTheBackend() throws Exception {
        succeed(
                "buildOnce component: 'backend', context: 'backend'",
                "sshMigrate()",
                "deployBackend port: " + OwnApplication.BACKEND_PORT,
                BUILD,
                DEPLOY);

        assertThat(sitePage("/api/v1/items/").text()).contains("Brisket");
    }

    @Test
    void rendersAnEnvConfigIntoTheWorkspace() throws Exception {
        Ended ended = succeed("renderEnvConfig values: [TITLE: 'it\\'s \"5\\\\5\" $x </script>'],"
                + " file: 'build/env-config.js', variable: 'SETTINGS'");

        String text = ended.result("renderEnvConfig").getString("text");
        assertThat(source.directory().resolve("build/env-config.js")).hasContent(text);
        assertThat(JavaScriptEngine.load(
                        Files.readString(source.directory().resolve("build/env-config.js")), "SETTINGS"))
                .containsExactlyEntriesOf(Map.of("TITLE", "it's \"5\\5\" $x </script>"));
        assertThat(ended.result("renderEnvConfig").getString("sha256")).hasSize(64);
    }
}
