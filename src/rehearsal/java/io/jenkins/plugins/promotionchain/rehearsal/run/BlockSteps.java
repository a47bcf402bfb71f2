package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.FilePath;
import java.util.LinkedHashMap;
import java.util.Map;

/** Steps that run a block. */
final class BlockSteps {

    static final Map<String, BasicStep> ALL = Map.of(
            "script",
            BasicStep.withBlock((steps, call) -> steps.within(steps.scope(), call)),
            "withEnv",
            BasicStep.withBlock(BlockSteps::withEnv, "overrides"),
            "dir",
            BasicStep.withBlock(BlockSteps::directory, "path"),
            "timeout",
            BasicStep.withBlock(BlockSteps::timeout, "time", "unit"),
            "retry",
            BasicStep.withBlock(BlockSteps::retry, "count"));

    private BlockSteps() {}

    private static Object withEnv(Steps steps, StepCall call) throws Exception {
        Map<String, String> all = new LinkedHashMap<>();
        for (Object each : call.list("overrides")) {
            int equals = String.valueOf(each).indexOf('=');
            if (equals < 1) {
                throw new StepFailed("withEnv takes a list of NAME=value, of which '" + each + "' is none");
            }
            all.put(each.toString().substring(0, equals), each.toString().substring(equals + 1));
        }
        return steps.within(steps.scope().with(all), call);
    }

    private static Object directory(Steps steps, StepCall call) throws Exception {
        FilePath directory = steps.scope().directory().child(call.text("path"));
        steps.scope().say("Running in " + directory.getRemote());
        directory.mkdirs();
        return steps.within(steps.scope().in(directory), call);
    }

    private static Object timeout(Steps steps, StepCall call) throws Exception {
        Scope scope = steps.scope();
        return Deadline.within(TimeArguments.of(call, "MINUTES"), scope, () -> steps.within(scope, call));
    }

    /** An abort is not tried again; a timeout within the block is. */
    private static Object retry(Steps steps, StepCall call) throws Exception {
        Scope scope = steps.scope();
        for (long left = call.number("count") - 1; ; left--) {
            try {
                return steps.within(scope, call);
            } catch (Throwable e) {
                boolean abort = e instanceof InterruptedException && !(e instanceof TimeoutExceeded);
                if (abort || left <= 0) {
                    throw e;
                }
                scope.say("ERROR: " + (e.getMessage() == null ? e : e.getMessage()));
                scope.say("Retrying");
            }
        }
    }
}
