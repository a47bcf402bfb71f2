package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileReader;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.run.Build;
import io.jenkins.plugins.promotionchain.rehearsal.run.BuildLog;
import io.jenkins.plugins.promotionchain.rehearsal.run.History;
import io.jenkins.plugins.promotionchain.rehearsal.run.PipelineRunner;
import io.jenkins.plugins.promotionchain.rehearsal.run.Question;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import jenkins.model.Jenkins;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs pieces of a Jenkinsfile and keeps what the console showed. */
abstract class RehearsedPipeline {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    protected final Map<String, String> parameters = new HashMap<>();
    protected Question question = (message, ok) -> true;

    @BeforeEach
    void startJenkins() {
        new EmptyJenkins();
    }

    private static final class EmptyJenkins extends Jenkins {}

    protected Outcome run(String stages) throws Exception {
        return runAll("pipeline {\n agent any\n stages {\n" + stages + "\n}\n}\n");
    }

    protected Outcome runAll(String jenkinsfile) throws Exception {
        History history = new History(directory.resolve("state"));
        return new PipelineRunner(
                        new BuildLog(
                                new PrintStream(console, true, StandardCharsets.UTF_8),
                                text -> text.replace("s3cret", "****")),
                        history,
                        question,
                        Clock.systemUTC())
                .run(new Build(
                        JenkinsfileReader.read("Jenkinsfile", jenkinsfile),
                        "Jenkinsfile",
                        "feature/one",
                        history.nextBuildNumber(),
                        directory,
                        parameters,
                        Map.of("BRANCH_NAME", "feature/one")));
    }

    protected String log() {
        return console.toString(StandardCharsets.UTF_8);
    }
}
