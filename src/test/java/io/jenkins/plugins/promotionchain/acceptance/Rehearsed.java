package io.jenkins.plugins.promotionchain.acceptance;

import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.secret.SecretMasker;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileReader;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.run.Build;
import io.jenkins.plugins.promotionchain.rehearsal.run.BuildLog;
import io.jenkins.plugins.promotionchain.rehearsal.run.History;
import io.jenkins.plugins.promotionchain.rehearsal.run.KnownSteps;
import io.jenkins.plugins.promotionchain.rehearsal.run.PipelineRunner;
import io.jenkins.plugins.promotionchain.rehearsal.sandbox.SandboxFile;
import io.jenkins.plugins.promotionchain.rehearsal.sandbox.SandboxJenkins;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * Builds as a rehearsal runs them, in the sandbox that is up: a Jenkinsfile through the plugin's own steps.
 *
 * @param directory for the state of the builds
 */
record Rehearsed(Path directory) {

    /**
     * How a build ended.
     *
     * @param log all of the console
     * @param results the maps that the plugin's steps returned, by step, in the order in which they ended
     */
    record Ended(Outcome outcome, String log, Map<String, List<JSONObject>> results) {

        /** What the last call of the step returned. */
        JSONObject result(String step) {
            List<JSONObject> all = results(step);
            if (all.isEmpty()) {
                throw new AssertionError("No " + step + " has ended well:\n" + log);
            }
            return all.get(all.size() - 1);
        }

        List<JSONObject> results(String step) {
            return results.getOrDefault(step, List.of());
        }
    }

    /** The sandbox as it is. */
    static JSONObject description() throws Exception {
        String data = System.getenv("PROMOTION_CHAIN_DATA");
        Path file = data == null || data.isEmpty() ? Path.of(".sandbox/sandbox.json") : Path.of(data, "sandbox.json");
        return new JSONObject(Files.readString(file));
    }

    static JSONObject credential(JSONObject description, String id) {
        return find(description.getJSONArray("credentials"), "id", id);
    }

    static JSONObject environment(JSONObject description, String name) {
        return find(description.getJSONArray("environments"), "name", name);
    }

    private static JSONObject find(JSONArray all, String key, String value) {
        for (Object each : all) {
            if (((JSONObject) each).getString(key).equals(value)) {
                return (JSONObject) each;
            }
        }
        throw new IllegalStateException("The sandbox has no " + key + " " + value);
    }

    Ended run(Path workspace, String branch, String jenkinsfile) throws Exception {
        return run(workspace, branch, jenkinsfile, description -> {});
    }

    /** @param change what an administrator got wrong, done to a copy of the sandbox's description */
    Ended run(Path workspace, String branch, String jenkinsfile, Consumer<JSONObject> change) throws Exception {
        return run(workspace, branch, jenkinsfile, change, application -> {});
    }

    /** @param configuration what an administrator sets up that a sandbox's description does not tell */
    Ended run(
            Path workspace,
            String branch,
            String jenkinsfile,
            Consumer<JSONObject> change,
            Consumer<ApplicationConfig> configuration)
            throws Exception {
        JSONObject description = description();
        change.accept(description);
        Path file = Files.writeString(directory.resolve("sandbox.json"), description.toString());
        SandboxFile sandbox = SandboxFile.read(file);
        SandboxJenkins.start(sandbox, directory);
        PromotionChainConfiguration.get().getApplications().forEach(configuration);
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        SecretMasker masker = SecretMasker.of(List.of());
        History history = new History(directory);
        int number = history.nextBuildNumber();
        Outcome outcome;
        try (Ledgers closed = Ledgers.get()) {
            outcome = new PipelineRunner(
                            new BuildLog(new PrintStream(console, true, StandardCharsets.UTF_8), masker::mask),
                            history,
                            (message, ok) -> true,
                            Clock.systemUTC())
                    .run(new Build(
                            JenkinsfileReader.read("Jenkinsfile", jenkinsfile, KnownSteps.catalogue()),
                            "Jenkinsfile",
                            branch,
                            number,
                            workspace,
                            Map.of(),
                            Map.of("BRANCH_NAME", branch, "DOCKER_HOST", sandbox.dockerHost())));
        }
        Map<String, List<JSONObject>> results = history.entries().stream()
                .filter(each -> each.getInt("build") == number && each.has("result"))
                .collect(Collectors.groupingBy(
                        each -> each.getString("step"),
                        Collectors.mapping(each -> each.getJSONObject("result"), Collectors.toList())));
        return new Ended(outcome, console.toString(StandardCharsets.UTF_8), results);
    }
}
