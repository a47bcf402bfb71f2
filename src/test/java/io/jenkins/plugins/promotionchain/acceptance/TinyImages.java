package io.jenkins.plugins.promotionchain.acceptance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.json.JSONObject;

/**
 * Images that start in a moment, each with a way of its own to behave; built once per sandbox, as their content never
 * changes.
 */
final class TinyImages {

    /** Ends at once when told to, which process 1 does only with a trap. */
    private static final String SERVE = "trap exit TERM; httpd -f -p 8000 -h /www & wait";

    private static final Map<String, String> STARTS = new TreeMap<>(Map.of(
            "first", "mkdir -p /www/health; echo first > /www/health/index.html; " + SERVE,
            "second", "mkdir -p /www/health; echo second > /www/health/index.html; " + SERVE,
            "unhealthy", "echo no page today; mkdir -p /www; " + SERVE,
            "ending", "echo KeyError: SECRET_KEY >&2; exit 3"));

    private final Map<String, String> references;

    private TinyImages(Map<String, String> references) {
        this.references = references;
    }

    static TinyImages builtBy(OnTheSandbox test) throws Exception {
        for (Map.Entry<String, String> each : STARTS.entrySet()) {
            test.source.write(each.getKey() + "/start", each.getValue() + "\n");
            test.source.write(
                    each.getKey() + "/Dockerfile",
                    "FROM sandbox/busybox:1\nCOPY start /start\nCMD [\"/bin/sh\", \"/start\"]\n");
        }
        test.source.commit("Add images that start in a moment");
        List<JSONObject> built = test.succeed(STARTS.keySet().stream()
                        .map(name -> "buildOnce component: '%1$s', context: '%1$s'".formatted(name))
                        .toArray(String[]::new))
                .results("buildOnce");
        return new TinyImages(built.stream()
                .collect(Collectors.toMap(each -> each.getString("component"), each -> each.getString("image"))));
    }

    /** Serves its name at {@code /health/} on port 8000. */
    String first() {
        return references.get("first");
    }

    /** As {@link #first}, another image. */
    String second() {
        return references.get("second");
    }

    /** Answers 404 to everything. */
    String unhealthy() {
        return references.get("unhealthy");
    }

    /** Ends at once. */
    String ending() {
        return references.get("ending");
    }

    /** A step that deploys one of them and gives up soon. */
    static String deploy(String image) {
        return "deployBackend image: '%s', port: %d, healthPath: '/health/', healthAttempts: 3, healthInterval: '1s'"
                .formatted(image, OwnApplication.BACKEND_PORT);
    }
}
