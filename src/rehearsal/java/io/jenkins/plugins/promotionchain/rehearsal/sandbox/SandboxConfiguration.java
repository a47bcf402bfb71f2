package io.jenkins.plugins.promotionchain.rehearsal.sandbox;

import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.EnvironmentConfig;
import io.jenkins.plugins.promotionchain.config.HostConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONObject;

/** Fills the plugin's configuration as an administrator would on the page of Manage Jenkins. */
final class SandboxConfiguration {

    private SandboxConfiguration() {}

    static void apply(SandboxFile sandbox, PromotionChainConfiguration configuration) {
        ApplicationConfig application = new ApplicationConfig(sandbox.application());
        application.setRegistry(sandbox.registry().getString("host"));
        application.setRegistryCredentialsId(sandbox.registry().getString("credentialsId"));
        List<EnvironmentConfig> environments = new ArrayList<>();
        for (JSONObject each : sandbox.environments()) {
            environments.add(environment(each));
        }
        application.setEnvironments(environments);
        configuration.setApplications(List.of(application));
    }

    private static EnvironmentConfig environment(JSONObject description) {
        EnvironmentConfig environment = new EnvironmentConfig(description.getString("name"));
        environment.setBranch(description.getString("branch"));
        environment.setRequires(description.getString("requires"));
        environment.setSecretPrefix(description.getString("prefix"));
        environment.setBackend(host(description.getJSONObject("backend")));
        environment.setFrontend(host(description.getJSONObject("frontend")));
        // The page and the API have one origin: nginx passes /api/ on.
        environment.setEnvConfig("API_BASE_URL=\nENVIRONMENT=" + description.getString("name"));
        return environment;
    }

    private static HostConfig host(JSONObject description) {
        HostConfig host = new HostConfig();
        host.setAddress(description.getString("host"));
        host.setSshPort(description.getInt("sshPort"));
        host.setAccount(description.getString("account"));
        host.setHostKeys(description.getJSONArray("hostKeys").toList().stream()
                .map(String::valueOf)
                .reduce((a, b) -> a + "\n" + b)
                .orElse(""));
        host.setPublishAddress(description.getString("publishAddress"));
        host.setSiteListen(description.optString("siteListen", ""));
        return host;
    }
}
