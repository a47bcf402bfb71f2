package io.jenkins.plugins.promotionchain.steps;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells a failure that only means that the agent cannot be reached at the moment from one that the step has to report. */
final class AgentAway {

    /**
     * By name, as remoting does not show all of them to plugins and the last one is not public: thrown by a channel that
     * is closed, for a call that was under way when it closed, and by the Pipeline for a workspace of an agent that is
     * offline (workflow-durable-task-step, FilePathDynamicContext).
     */
    private static final Set<String> NAMES = Set.of(
            "hudson.remoting.ChannelClosedException",
            "java.nio.channels.ClosedChannelException",
            "hudson.remoting.RequestAbortedException",
            "org.jenkinsci.plugins.workflow.support.steps.AgentOfflineException");

    private AgentAway() {}

    /** What remoting (RemoteInvocationHandler) says in an exception of no own type, whose cause is that of the closing. */
    private static final String DISCONNECTED = "Backing channel ";

    private static final int DEEPEST = 20;

    /** Whether that is the reason for a failure. */
    static boolean explains(Throwable failure) {
        return in(failure, DEEPEST).isPresent();
    }

    /** What Jenkins says of it, without what a step has made of that. */
    static String words(Throwable failure) {
        return in(failure, DEEPEST).map(Throwable::getMessage).orElse("it is offline");
    }

    private static Optional<Throwable> in(Throwable failure, int deepest) {
        if (failure == null || deepest == 0) {
            return Optional.empty();
        }
        if (isAway(failure)) {
            return Optional.of(failure);
        }
        return Stream.concat(Stream.ofNullable(failure.getCause()), Arrays.stream(failure.getSuppressed()))
                .flatMap(other -> in(other, deepest - 1).stream())
                .findFirst();
    }

    private static boolean isAway(Throwable failure) {
        for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
            if (NAMES.contains(type.getName())) {
                return true;
            }
        }
        String message = failure.getMessage();
        return failure.getClass() == IOException.class && message != null && message.startsWith(DISCONNECTED);
    }
}
