package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole chain as its users run it: a Jenkinsfile, the plugin's steps, real servers. */
class PipelineIT {

    private static final String BUILD_AND_DEPLOY =
            """
            pipeline {
              agent any
              stages {
                stage('Build once') {
                  parallel {
                    stage('Backend')  { steps { buildOnce component: 'backend',  context: 'backend' } }
                    stage('Frontend') { steps { buildOnce component: 'frontend', context: 'frontend' } }
                  }
                }
                stage('Migrate') { steps { sshMigrate() } }
                stage('Deploy') { steps { deployBackend(); deployFrontend envConfig: [GREETING: 'GREETING_TEXT'] } }
              }
            }
            """;
    /** As it stands between single quotes in Groovy. */
    private static final String NASTY = "quote \\' double \" back \\\\\\\\ tag </script> dollar $x";

    @TempDir
    Path directory;

    private SampleSource source;
    private Rehearsed rehearsed;

    @BeforeEach
    void begin() throws Exception {
        source = SampleSource.in(Files.createDirectory(directory.resolve("source")));
        rehearsed = new Rehearsed(Files.createDirectory(directory.resolve("state")));
    }

    private static String greeting(String text) {
        return BUILD_AND_DEPLOY.replace("GREETING_TEXT", text);
    }

    private Ended run(String branch, String greeting) throws Exception {
        Ended ended = rehearsed.run(source.directory(), branch, greeting(greeting));
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.SUCCESS);
        return ended;
    }

    @Test
    void promotesOneDigestThroughAllEnvironmentsThoughEachHasItsOwnCommit() throws Exception {
        Ended dev = run("development", "hello");
        source.commit("Promote development to uat");
        Ended uat = run("uat", "hello");
        source.commit("Promote uat to main");
        Ended prod = run("main", "hello");

        for (String step : List.of("deployBackend", "deployFrontend")) {
            String digest = dev.result(step).getString("digest");
            assertThat(uat.result(step).getString("digest")).isEqualTo(digest);
            assertThat(prod.result(step).getString("digest")).isEqualTo(digest);
            assertThat(prod.result(step).getString("environment")).isEqualTo("prod");
        }
        assertThat(uat.log()).contains("nothing to build").doesNotContain("Step 1/");
        assertThat(prod.log()).contains("nothing to build").doesNotContain("Step 1/");
    }

    @Test
    void aSecondRunChangesNothingOnTheServersAndSaysSo() throws Exception {
        run("development", "hello");
        Ended again = run("development", "hello");

        assertThat(again.result("deployBackend").getBoolean("changed")).isFalse();
        assertThat(again.result("deployFrontend").getBoolean("changed")).isFalse();
        assertThat(again.log())
                .contains("Nothing to change: projectmeats-backend")
                .contains("Nothing to change: projectmeats-frontend")
                .contains("is unchanged, not reloaded")
                .contains("No migrations to apply");
    }

    @Test
    void aChangedEnvConfigReachesTheRunningPageAndIsNeverCached() throws Exception {
        run("development", "hello");
        run("development", NASTY);

        HttpResponse<String> answer = page("dev", "env-config.js");

        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(answer.body())
                .contains("\\u003c/script\\u003e dollar $x")
                .contains("quote ")
                .doesNotContain("hello");
        assertThat(page("dev", "some/deep/link").body()).contains("Project Meats");
        assertThat(page("dev", "api/v1/items/").body()).contains("Brisket");
    }

    @Test
    void noSecretShowsInTheLogInAProcessListOrInAFileThatOthersRead() throws Exception {
        List<String> secrets = secrets();
        String greeting = "run " + System.nanoTime();
        // uat takes only what dev has run
        run("development", greeting);
        Ended ended;
        ProcessListWatch watch = new ProcessListWatch(secrets);
        try (watch) {
            // Something new to start, so that env files, logins and containers are all written anew.
            ended = run("uat", greeting);
            Process leak = new ProcessBuilder("sh", "-c", "sleep 1 # " + secrets.get(0)).start();
            leak.waitFor();
        }

        assertThat(watch.seen())
                .as("the watch sees a leak when there is one, and no other")
                .allSatisfy(line -> assertThat(line).contains("sleep 1"))
                .isNotEmpty();
        assertThat(secrets).noneMatch(ended.log()::contains);
        assertThat(leakyFiles(secrets)).isEmpty();
    }

    private static List<String> secrets() throws Exception {
        List<String> all = new ArrayList<>();
        for (Object each : Rehearsed.description().getJSONArray("credentials")) {
            JSONObject credential = (JSONObject) each;
            String id = credential.getString("id");
            if (id.endsWith("_PASSWORD") || id.endsWith("_SECRET_KEY") || id.endsWith("_DATABASE_URL")) {
                all.add(credential.getString("value"));
            } else if (id.endsWith("_SSH_KEY")) {
                all.add(credential
                        .getString("value")
                        .lines()
                        .skip(1)
                        .findFirst()
                        .orElseThrow());
            } else if (credential.has("password")) {
                all.add(credential.getString("password"));
            }
        }
        return all;
    }

    /** Files of the servers, of the workspace and of temporary directories that others may read. */
    private List<Path> leakyFiles(List<String> secrets) throws Exception {
        Path data = Path.of(Rehearsed.description().getString("data"));
        List<Path> found = new ArrayList<>();
        for (Path root : List.of(data.resolve("servers"), source.directory(), Path.of("/tmp"))) {
            Process find = new ProcessBuilder(
                            "find",
                            root.toString(),
                            "-path",
                            "*/lib/docker",
                            "-prune",
                            "-o",
                            "-type",
                            "f",
                            "-size",
                            "-1024k",
                            "-perm",
                            "-o=r",
                            "-newer",
                            directory.toString(),
                            "-print")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            for (String name : new String(find.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                Path file = Path.of(name);
                // The description of the sandbox itself is what the test runs from.
                if (!file.endsWith("sandbox.json") && holds(file, secrets)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private static boolean holds(Path file, List<String> secrets) {
        try {
            String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            return secrets.stream().anyMatch(text::contains);
        } catch (java.io.IOException gone) {
            return false;
        }
    }

    private static HttpResponse<String> page(String environment, String path) throws Exception {
        String url = Rehearsed.environment(Rehearsed.description(), environment)
                .getJSONObject("frontend")
                .getString("url");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
