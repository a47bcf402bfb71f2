package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.engine.frontend.JavaScriptEngine;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** Values with every character that has ever broken a deployment script arrive byte for byte. */
class SecretsArriveIT extends OnTheSandbox {

    private static final Map<String, String> VALUES = new TreeMap<>(Map.of(
            "SINGLE", "it's 'quoted' ''",
            "DOUBLE", "say \"yes\" \"\"",
            "DOLLAR", "$HOME ${PATH} $(id) $$ $",
            "BACKSLASH", "C:\\new\\table \\\\ \\",
            "PERCENT", "100% %s %n %%",
            "BACKTICK", "`id` ``",
            "LINES", "-----BEGIN KEY-----\nline 'two' \"$x\" `id` \\\n\n-----END KEY-----",
            "UNICODE", "ü€😀\u2028\u00a0日本",
            "SPACES", "  two before, tab\t and two after  ",
            "ALL", "' \" $ \\ % ` # ! & | ; < > * ? ~ {a,b} = \r end"));

    @Test
    void inTheEnvironmentOfTheContainerAndOfTheMigration() throws Exception {
        TinyImages images = TinyImages.builtBy(this);

        Ended ended = run(
                "development",
                pipeline(
                        "sshMigrate image: '%s', command: 'od -An -v -tx1 /proc/$$/environ'".formatted(images.first()),
                        TinyImages.deploy(images.first())),
                SecretsArriveIT::store,
                application -> application.setBackendVariables(String.join("\n", VALUES.keySet())));

        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.SUCCESS);
        assertThat(environment(backend.said("docker exec acceptance-backend od -An -v -tx1 /proc/1/environ")))
                .containsAllEntriesOf(VALUES);
        assertThat(environment(ended.result("sshMigrate").getString("output"))).containsAllEntriesOf(VALUES);
        assertThat(VALUES.values()).noneMatch(ended.log()::contains);
    }

    @Test
    void inTheEnvConfigOfThePage() throws Exception {
        String values = VALUES.entrySet().stream()
                .map(each -> each.getKey() + ": " + groovy(each.getValue()))
                .collect(Collectors.joining(", "));

        succeed(
                "buildOnce component: 'frontend', context: 'frontend'",
                "deployFrontend port: %d, envConfig: [%s]".formatted(OwnApplication.FRONTEND_PORT, values));

        assertThat(JavaScriptEngine.load(sitePage("/env-config.js").text(), "ENV"))
                .containsAllEntriesOf(VALUES);
    }

    private static void store(JSONObject description) {
        VALUES.forEach((name, value) -> description
                .getJSONArray("credentials")
                .put(new JSONObject()
                        .put("id", "DEV_" + name)
                        .put("kind", "text")
                        .put("value", value)));
    }

    private static Map<String, String> environment(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s+", ""));
        Map<String, String> read = new TreeMap<>();
        for (String entry : new String(bytes, StandardCharsets.UTF_8).split("\0")) {
            int equals = entry.indexOf('=');
            read.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return read;
    }

    /** The text as it stands between single quotes in a Jenkinsfile. */
    private static String groovy(String text) {
        return "'"
                + text.replace("\\", "\\\\")
                        .replace("'", "\\'")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + "'";
    }
}
