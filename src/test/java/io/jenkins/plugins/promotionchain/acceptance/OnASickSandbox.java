package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.function.Consumer;
import org.json.JSONObject;

/** Troubles of an environment that serves, one after the other, each of which {@code diagnose} has to name. */
abstract class OnASickSandbox extends OnTheSandbox {

    private static final String[] LOOK = {
        "buildOnce component: 'backend', context: 'backend'", "diagnose backendPort: " + OwnApplication.BACKEND_PORT
    };

    JSONObject problem(Consumer<JSONObject> trouble, String named) throws Exception {
        Ended ended = diagnosed(trouble);
        JSONObject result = ended.result("diagnose");
        assertThat(result.getString("problem")).as(ended.log()).isEqualTo(named);
        assertThat(result.getBoolean("healthy")).isFalse();
        assertThat(ended.log()).contains("Likely cause: ", "What to do: ");
        return result;
    }

    Ended diagnosed(Consumer<JSONObject> trouble) throws Exception {
        Ended ended = run("development", pipeline(LOOK), trouble, OnASickSandbox::configure);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.SUCCESS);
        return ended;
    }

    static void configure(ApplicationConfig application) {
        application.getEnvironments().get(0).setEnvConfig("API_BASE_URL=https://dev.example.com");
    }

    static String causes(JSONObject result) {
        return result.getJSONArray("causes").toString();
    }

    static void change(JSONObject description, String id, String pattern, String replacement) {
        for (Object each : description.getJSONArray("credentials")) {
            JSONObject credential = (JSONObject) each;
            if (credential.getString("id").equals(id)) {
                credential.put("value", credential.getString("value").replaceFirst(pattern, replacement));
            }
        }
    }
}
