package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Stories of {@link OwnApplication} in the development environment. Nothing of it is left on the servers afterwards. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnTheSandbox {

    final Sandbox sandbox = Sandbox.running();
    final Schema schema = new Schema(sandbox);
    Machine backend;
    Machine frontend;
    SampleSource source;
    private Rehearsed rehearsed;

    @BeforeAll
    void begin(@TempDir Path directory) throws Exception {
        backend = Machine.backend(sandbox, "dev");
        frontend = Machine.frontend(sandbox, "dev");
        clean();
        schema.empty();
        source = SampleSource.in(Files.createDirectory(directory.resolve("source")));
        rehearsed = new Rehearsed(Files.createDirectory(directory.resolve("state")));
        prepare();
    }

    /** Where Jenkins keeps what outlives the builds of a class. */
    Path home() {
        return rehearsed.directory();
    }

    /** What all stories of a class begin with. */
    void prepare() throws Exception {}

    @AfterAll
    void end() throws Exception {
        clean();
        schema.drop();
        backend.close();
        frontend.close();
    }

    private void clean() throws Exception {
        backend.said(OwnApplication.removal());
        frontend.said(OwnApplication.removal());
    }

    static String pipeline(String... steps) {
        return "pipeline {\n  agent any\n  stages {\n    stage('Only') {\n      steps {\n        "
                + String.join("\n        ", steps) + "\n      }\n    }\n  }\n}\n";
    }

    Ended run(String branch, String jenkinsfile, Consumer<JSONObject> change) throws Exception {
        return run(branch, jenkinsfile, change, application -> {});
    }

    /**
     * Runs a build.
     *
     * @param change to the servers and credentials
     * @param configuration of the application, beyond its own
     */
    Ended run(String branch, String jenkinsfile, Consumer<JSONObject> change, Consumer<ApplicationConfig> configuration)
            throws Exception {
        Consumer<JSONObject> own = OwnApplication::describe;
        Consumer<ApplicationConfig> its = OwnApplication::configure;
        return rehearsed.run(source.directory(), branch, jenkinsfile, own.andThen(change), its.andThen(configuration));
    }

    /** Runs steps on the development branch, which have to end well. */
    Ended succeed(String... steps) throws Exception {
        Ended ended = run("development", pipeline(steps), description -> {});
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.SUCCESS);
        return ended;
    }

    /** Runs the whole chain for the development branch, which has to end well. */
    Ended runAll(Consumer<JSONObject> change) throws Exception {
        Ended ended = run("development", OwnApplication.JENKINSFILE, change);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.SUCCESS);
        return ended;
    }

    /** Runs steps that have to fail, and returns the log. */
    String fail(Consumer<JSONObject> change, String... steps) throws Exception {
        Ended ended = run("development", pipeline(steps), change);
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.FAILURE);
        return ended.log();
    }

    /** Removes what a build made from content that no other build will ever have, where docker keeps it. */
    void forgetImages(Ended ended) throws Exception {
        LocalProcessRunner agent =
                new LocalProcessRunner(source.directory(), Map.of("DOCKER_HOST", sandbox.dockerHost()));
        for (JSONObject built : ended.results("buildOnce")) {
            String image = built.getString("image");
            String tagged = image.replaceFirst("@.*", "") + ":" + built.getString("fingerprint");
            agent.run(Command.of("docker", "image", "rm", "--force", tagged));
            for (Machine machine : List.of(backend, frontend)) {
                machine.said("docker rm -f -v $(docker ps -aq --filter ancestor=" + image + ") >/dev/null 2>&1;"
                        + " docker image rm --force " + image + " >/dev/null 2>&1 || :");
            }
        }
    }

    /** What the builds of this class have written down of an image ({@code repository@sha256:…}). */
    static List<LedgerEntry> recorded(String image) throws Exception {
        try (Ledgers ledgers = Ledgers.get()) {
            return ledgers.of(ApplicationName.of(OwnApplication.NAME))
                    .of(ImageRef.parse(image).digest());
        }
    }

    Page backendPage(String path) {
        return Page.at(sandbox.environment("dev").backend().publishAddress(), OwnApplication.BACKEND_PORT, path);
    }

    Page sitePage(String path) {
        return Page.at(sandbox.environment("dev").frontend().host(), OwnApplication.SITE_PORT, path);
    }
}
