package io.jenkins.plugins.promotionchain.steps;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Finds the build of which a build is a repetition: a replay or "Rebuild" of workflow-cps, a restart from a stage of
 * pipeline-model-definition, or a rebuild of the rebuild plugin. Their causes all name a build of the same job by its
 * number. None of these plugins is needed: the names of the classes and their public methods are from the sources of
 * workflow-cps, pipeline-model-definition and rebuild.
 */
final class RepeatedRun {

    private static final Logger LOGGER = Logger.getLogger(RepeatedRun.class.getName());

    /** Which method of which cause tells the number. */
    private static final Map<String, String> NUMBERS = Map.of(
            "org.jenkinsci.plugins.workflow.cps.replay.ReplayCause",
            "getOriginalNumber",
            "org.jenkinsci.plugins.pipeline.modeldefinition.causes.RestartDeclarativePipelineCause",
            "getOriginRunNumber",
            "com.sonyericsson.rebuild.RebuildCause",
            "getUpstreamBuild");

    private RepeatedRun() {}

    /** The earlier build; none where this is no repetition, or where that build was deleted. */
    static Optional<Run<?, ?>> of(Run<?, ?> build) {
        List<CauseAction> actions = build.getActions(CauseAction.class);
        return actions.stream()
                .flatMap(action -> action.getCauses().stream())
                .flatMap(cause -> numberIn(cause).stream())
                .filter(number -> number < build.getNumber())
                .<Run<?, ?>>flatMap(number ->
                        Optional.<Run<?, ?>>ofNullable(build.getParent().getBuildByNumber(number)).stream())
                .findFirst();
    }

    private static Optional<Integer> numberIn(Cause cause) {
        Optional<String> method =
                Optional.ofNullable(NUMBERS.get(cause.getClass().getName()));
        if (method.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    (Integer) cause.getClass().getMethod(method.get()).invoke(cause));
        } catch (ReflectiveOperationException e) {
            LOGGER.log(Level.WARNING, "The build that is repeated is unknown, as a plugin has changed", e);
            return Optional.empty();
        }
    }
}
