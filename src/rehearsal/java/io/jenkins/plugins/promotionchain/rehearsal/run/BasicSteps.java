package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.AbortException;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The few steps of Jenkins itself that a Jenkinsfile around the plugin's steps commonly uses. */
final class BasicSteps {

    /** What a step does; returns its result, or null. */
    @FunctionalInterface
    interface Action {
        Object run(Steps steps, StepCall call) throws Exception;
    }

    /**
     * A step.
     *
     * @param parameters an argument without a name is the first of them
     */
    record BasicStep(List<String> parameters, Action action) {}

    private final SortedMap<String, BasicStep> all = new TreeMap<>();
    private final RehearsalRun build;
    private final BuildResult result;
    private final BuildLog log;
    private final Question question;
    private final Sleeper sleeper;

    BasicSteps(RehearsalRun build, BuildResult result, BuildLog log, Question question, Sleeper sleeper) {
        this.build = build;
        this.result = result;
        this.log = log;
        this.question = question;
        this.sleeper = sleeper;
        all.putAll(Map.of(
                "echo", new BasicStep(List.of("message"), (steps, call) -> say(steps, call.text("message"))),
                "error", new BasicStep(List.of("message"), BasicSteps::error),
                "unstable", new BasicStep(List.of("message"), this::unstable),
                "sleep", new BasicStep(List.of("time", "unit"), this::pause),
                "input", new BasicStep(List.of("message", "ok"), this::input),
                "checkout", new BasicStep(List.of("scm"), BasicSteps::checkOut),
                "credentials", new BasicStep(List.of("id"), this::credential),
                "sh",
                        new BasicStep(
                                List.of("script", "returnStdout", "returnStatus", "label", "encoding"),
                                ShellStep::run)));
        all.putAll(FileSteps.ALL);
        all.putAll(BlockSteps.ALL);
    }

    /** @throws StepFailed also for a step that there is not, and for arguments that it does not take */
    Object call(Steps steps, StepCall call) throws Exception {
        BasicStep step = all.get(call.name());
        if (step == null) {
            throw unknown(call.name());
        }
        return step.action().run(steps, call.named(step.parameters()));
    }

    private StepFailed unknown(String name) {
        List<String> own = StepDescriptor.all().stream()
                .map(StepDescriptor::getFunctionName)
                .sorted()
                .toList();
        return new StepFailed("The rehearsal knows no step '" + name + "'; it knows " + String.join(", ", own) + " and "
                + String.join(", ", all.keySet()));
    }

    private static Object say(Steps steps, String text) {
        steps.scope().say(text);
        return null;
    }

    private static Object error(Steps steps, StepCall call) throws StepFailed, AbortException {
        throw new AbortException(call.text("message"));
    }

    private Object unstable(Steps steps, StepCall call) throws StepFailed {
        result.unstable();
        return say(steps, "WARNING: " + call.text("message"));
    }

    private Object pause(Steps steps, StepCall call) throws StepFailed, InterruptedException {
        sleeper.sleep(TimeArguments.of(call, "SECONDS"));
        return null;
    }

    private Object input(Steps steps, StepCall call) throws StepFailed, InterruptedException {
        question.mustGoOn(call.text("message"), call.text("ok", "Proceed"));
        return null;
    }

    private static Object checkOut(Steps steps, StepCall call) {
        return say(
                steps,
                "the workspace is checked out already: "
                        + steps.scope().directory().getRemote());
    }

    private Object credential(Steps steps, StepCall call) throws StepFailed {
        BoundCredential credential = BoundCredential.find(call.text("id"), build);
        log.hide(credential.secret());
        return credential;
    }
}
