package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.AbortException;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The few steps of Jenkins itself that a Jenkinsfile around the plugin's steps commonly uses. */
final class BasicSteps {

    private static final String MESSAGE = "message";

    /** By name. */
    static final SortedMap<String, BasicStep> ALL = all();

    private BasicSteps() {}

    private static SortedMap<String, BasicStep> all() {
        SortedMap<String, BasicStep> all = new TreeMap<>(Map.of(
                "echo", BasicStep.plain(BasicSteps::echo, MESSAGE),
                "error", BasicStep.plain(BasicSteps::error, MESSAGE),
                "unstable", BasicStep.plain(BasicSteps::unstable, MESSAGE),
                "sleep", BasicStep.plain(BasicSteps::pause, "time", "unit"),
                "input", BasicStep.plain(BasicSteps::input, MESSAGE, "ok"),
                "checkout", BasicStep.plain(BasicSteps::checkOut, "scm"),
                "sh", BasicStep.plain(ShellStep::run, "script", "returnStdout", "returnStatus", "label")));
        // Methods that Groovy gives every object; in Jenkins they print to the console of the build.
        all.put("print", BasicStep.plain(BasicSteps::print, MESSAGE));
        all.put("println", BasicStep.plain(BasicSteps::print, MESSAGE));
        all.putAll(FileSteps.ALL);
        all.putAll(BlockSteps.ALL);
        return Collections.unmodifiableSortedMap(all);
    }

    private static Object echo(Steps steps, StepCall call) throws StepFailed {
        steps.scope().say(call.text(MESSAGE));
        return null;
    }

    private static Object print(Steps steps, StepCall call) {
        steps.scope().say(String.valueOf(call.arguments().getOrDefault(MESSAGE, "")));
        return null;
    }

    private static Object error(Steps steps, StepCall call) throws StepFailed, AbortException {
        throw new AbortException(call.text(MESSAGE));
    }

    private static Object unstable(Steps steps, StepCall call) throws StepFailed {
        String message = call.text(MESSAGE);
        steps.surroundings().result().unstable();
        steps.scope().say("WARNING: " + message);
        return null;
    }

    private static Object pause(Steps steps, StepCall call) throws StepFailed, InterruptedException {
        steps.surroundings().sleeper().sleep(TimeArguments.of(call, "SECONDS"));
        return null;
    }

    private static Object input(Steps steps, StepCall call) throws StepFailed, InterruptedException {
        steps.surroundings().question().mustGoOn(call.text(MESSAGE), call.text("ok", "Proceed"));
        return null;
    }

    private static Object checkOut(Steps steps, StepCall call) throws StepFailed {
        if (call.value("scm") != Scm.OF_THE_JENKINSFILE) {
            throw new StepFailed(
                    "checkout takes nothing but scm in the rehearsal, whose workspace is checked out already");
        }
        steps.scope()
                .say("the workspace is checked out already: "
                        + steps.scope().directory().getRemote());
        return null;
    }
}
