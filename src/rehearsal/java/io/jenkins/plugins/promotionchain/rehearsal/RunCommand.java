package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.engine.secret.SecretMasker;
import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileReader;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.model.Pipeline;
import io.jenkins.plugins.promotionchain.rehearsal.run.Build;
import io.jenkins.plugins.promotionchain.rehearsal.run.BuildLog;
import io.jenkins.plugins.promotionchain.rehearsal.run.History;
import io.jenkins.plugins.promotionchain.rehearsal.run.KnownSteps;
import io.jenkins.plugins.promotionchain.rehearsal.run.PipelineRunner;
import io.jenkins.plugins.promotionchain.rehearsal.run.Question;
import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import io.jenkins.plugins.promotionchain.rehearsal.sandbox.SandboxFile;
import io.jenkins.plugins.promotionchain.rehearsal.sandbox.SandboxJenkins;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a Jenkinsfile for one branch. */
@Command(name = "run", description = "Runs a Jenkinsfile for one branch in the sandbox.")
final class RunCommand implements Callable<Integer> {

    private static final int ABORTED = 130;

    @Option(names = "--branch", required = true, description = "the branch that is built")
    private String branch;

    @Option(names = "--jenkinsfile", description = "default: Jenkinsfile in the workspace")
    private Path jenkinsfile;

    @Option(names = "--workspace", description = "a git work tree with the source (default: this directory)")
    private Path workspace = Path.of("");

    @Option(names = "--checkout", description = "check the branch out in the workspace first")
    private boolean checkout;

    @Option(names = "--param", description = "K=V, a parameter of the pipeline; may be given several times")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--sandbox", required = true, description = "the sandbox's description, sandbox.json")
    private Path sandbox;

    @Option(names = "--state", required = true, description = "directory for the history of builds")
    private Path state;

    @Option(names = "--yes", description = "answer every input with yes")
    private boolean yes;

    private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    /** @throws Exception whose message is a sentence for the user, as {@link Main} prints it */
    @Override
    public Integer call() throws Exception {
        Path directory = workspace.toAbsolutePath().normalize();
        GitWorkspace git = new GitWorkspace(directory);
        if (checkout) {
            git.checkOut(branch);
        }
        Path file = jenkinsfile == null ? directory.resolve("Jenkinsfile") : jenkinsfile;
        if (!Files.isRegularFile(file)) {
            throw new StepFailed("There is no Jenkinsfile at " + file + "; name one with --jenkinsfile");
        }
        String name = String.valueOf(file.getFileName());
        SandboxFile description = SandboxFile.read(sandbox);
        SandboxJenkins.start(description, state);
        Pipeline pipeline = JenkinsfileReader.read(name, Files.readString(file), KnownSteps.catalogue());
        JenkinsLog.to(state);
        SecretMasker masker = SecretMasker.of(SandboxJenkins.secrets(description));
        History history = new History(state);
        PipelineRunner runner =
                new PipelineRunner(new BuildLog(out, masker::mask), history, question(), Clock.systemUTC());
        int number = history.nextBuildNumber();
        Build build =
                new Build(pipeline, name, branch, number, directory, parameters, variables(description, git, number));
        Outcome outcome = AbortOnSignal.during(() -> runner.run(build), System.err);
        return switch (outcome) {
            case SUCCESS -> 0;
            case ABORTED -> ABORTED;
            default -> 1;
        };
    }

    private Map<String, String> variables(SandboxFile description, GitWorkspace git, int number)
            throws StepFailed, InterruptedException {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("BRANCH_NAME", branch);
        variables.put("GIT_COMMIT", git.commit());
        variables.put("BUILD_NUMBER", Integer.toString(number));
        variables.put("JOB_NAME", description.application() + "/" + branch);
        variables.put("BUILD_URL", "rehearsal:/" + description.application() + "/" + branch + "/" + number + "/");
        variables.put("WORKSPACE", git.directory().toString());
        variables.put("DOCKER_HOST", description.dockerHost());
        return variables;
    }

    private Question question() {
        return yes
                ? (message, ok) -> {
                    out.println(message + " -> " + ok + " (--yes)");
                    return true;
                }
                : TerminalQuestion.ofThisProgram();
    }
}
