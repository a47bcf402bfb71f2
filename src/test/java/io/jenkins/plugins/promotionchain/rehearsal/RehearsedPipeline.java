package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.ItemGroup;
import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileReader;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.run.Build;
import io.jenkins.plugins.promotionchain.rehearsal.run.BuildLog;
import io.jenkins.plugins.promotionchain.rehearsal.run.History;
import io.jenkins.plugins.promotionchain.rehearsal.run.KnownSteps;
import io.jenkins.plugins.promotionchain.rehearsal.run.PipelineRunner;
import io.jenkins.plugins.promotionchain.rehearsal.run.Question;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jenkins.model.Jenkins;
import org.json.JSONObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.core.Authentication;

/** Runs pieces of a Jenkinsfile and keeps what the console showed. */
abstract class RehearsedPipeline {

    static final String BRANCH = "feature/one";

    @TempDir
    Path directory;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    protected final Map<String, String> parameters = new HashMap<>();
    protected final List<IdCredentials> credentials = new ArrayList<>();
    protected Consumer<String> onLine = line -> {};
    protected Question question = (message, ok) -> true;

    @BeforeEach
    void startJenkins() {
        new TestJenkins(credentials);
    }

    private static final class TestJenkins extends Jenkins {

        TestJenkins(List<IdCredentials> credentials) {
            add(new ProbeStep.DescriptorImpl());
            add(new TestCredentials(credentials));
        }
    }

    private static final class TestCredentials extends CredentialsProvider {

        private final List<IdCredentials> all;

        TestCredentials(List<IdCredentials> all) {
            this.all = all;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type,
                ItemGroup itemGroup,
                Authentication authentication,
                List<DomainRequirement> domainRequirements) {
            return all.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    /** The stages begin on line 4. */
    protected Outcome runStages(String stages) throws Exception {
        return run("pipeline {\n agent any\n stages {\n" + stages + "\n}\n}\n");
    }

    /** The steps begin on line 6. */
    protected Outcome runSteps(String steps) throws Exception {
        return runStages("stage('One') {\n steps {\n" + steps + "\n}\n}");
    }

    /** The code begins on line 7. */
    protected Outcome runScript(String code) throws Exception {
        return runSteps("script {\n" + code + "\n}");
    }

    protected Outcome run(String jenkinsfile) throws Exception {
        return new PipelineRunner(
                        new BuildLog(new PrintStream(console, true, StandardCharsets.UTF_8), text -> {
                            onLine.accept(text);
                            return text.replace("s3cret", "****");
                        }),
                        history(),
                        question,
                        Clock.systemUTC())
                .run(new Build(
                        JenkinsfileReader.read("Jenkinsfile", jenkinsfile, KnownSteps.catalogue()),
                        "Jenkinsfile",
                        BRANCH,
                        history().nextBuildNumber(),
                        directory,
                        parameters,
                        Map.of("BRANCH_NAME", BRANCH)));
    }

    protected History history() {
        return new History(directory.resolve("state"));
    }

    /** What steps of plugins returned, over all builds. */
    protected List<JSONObject> results() {
        return history().entries().stream()
                .filter(each -> each.has("result"))
                .map(each -> each.getJSONObject("result"))
                .toList();
    }

    protected String log() {
        return console.toString(StandardCharsets.UTF_8);
    }

    /** The console without the lines that say what runs. */
    protected List<String> output() {
        return log().lines()
                .filter(line ->
                        !line.contains("[Pipeline]") && !line.startsWith("Started") && !line.startsWith("Finish"))
                .toList();
    }

    /** Those that the build made for parallel stages and timeouts; they may be about to end. */
    protected static void assertNoThreadIsLeft() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("stage ") || thread.getName().equals("timeout")) {
                thread.join(Duration.ofSeconds(5).toMillis());
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }
}
