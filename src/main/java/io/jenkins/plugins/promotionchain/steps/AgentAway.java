package io.jenkins.plugins.promotionchain.steps;

import java.util.Set;

/** Tells a failure that only means that the agent cannot be reached at the moment from one that the step has to report. */
final class AgentAway {

    /**
     * By name, as remoting does not show all of them to plugins and the last one is not public: thrown by a channel that
     * is closed, for a call that was under way when it closed, and by the Pipeline for a workspace of an agent that is
     * offline (workflow-durable-task-step, FilePathDynamicContext).
     */
    private static final Set<String> NAMES = Set.of(
            "hudson.remoting.ChannelClosedException",
            "hudson.remoting.RequestAbortedException",
            "org.jenkinsci.plugins.workflow.support.steps.AgentOfflineException");

    private AgentAway() {}

    /** Whether that is the reason for a failure. */
    static boolean explains(Throwable failure) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 20; cause = cause.getCause()) {
            for (Class<?> type = cause.getClass(); type != null; type = type.getSuperclass()) {
                if (NAMES.contains(type.getName())) {
                    return true;
                }
            }
            depth++;
        }
        return false;
    }
}
