package io.jenkins.plugins.promotionchain.rehearsal.run;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Runs the plugin's steps as Jenkins' Pipeline does: start, wait for the answer, stop on an abort. */
final class StepInvoker {

    /** How long an aborted step may take to leave everything in order. */
    private static final long STOP_SECONDS = 120;

    private final RehearsalRun build;
    private final History history;
    private final Approvals approvals;

    StepInvoker(RehearsalRun build, History history, Question question) {
        this.build = build;
        this.history = history;
        this.approvals = new Approvals(build, question);
    }

    static Optional<StepDescriptor> find(String name) {
        return StepDescriptor.all().stream()
                .filter(each -> each.getFunctionName().equals(name))
                .findFirst();
    }

    /**
     * Runs a step and returns its result, or null.
     *
     * @throws StepFailed for arguments that the step does not take
     * @throws Exception the step's own failure
     */
    Object invoke(StepDescriptor descriptor, StepCall call, Scope scope) throws Exception {
        call.refuseBlock();
        Step step = StepFactory.create(descriptor, call);
        Context context = new Context(Map.of(
                Run.class, build,
                TaskListener.class, scope.listener(),
                FilePath.class, scope.directory(),
                Launcher.class, new Launcher.LocalLauncher(scope.listener()),
                EnvVars.class, scope.environment()));
        StepExecution execution = step.start(context);
        execution.start();
        Object result = await(execution, context.answer, scope);
        history.stepEnded(build, scope.environment(), call.name(), result);
        return result;
    }

    private Object await(StepExecution execution, CompletableFuture<Object> answer, Scope scope) throws Exception {
        try {
            approvals.answerAll();
            return answer.get();
        } catch (InterruptedException aborted) {
            stop(execution, answer, aborted, scope);
            throw aborted;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    private static void stop(
            StepExecution execution, CompletableFuture<Object> answer, InterruptedException cause, Scope scope)
            throws Exception {
        execution.stop(cause);
        try {
            answer.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof InterruptedException)) {
                // What the abort left behind is the user's to know; the build ends as aborted all the same.
                scope.say("ERROR: " + e.getCause().getMessage());
            }
        } catch (TimeoutException e) {
            throw new StepFailed("The step did not stop within " + STOP_SECONDS + " s after the abort", e);
        }
    }

    /** What a step asks its surroundings, and where it leaves its answer. */
    private static final class Context extends StepContext {

        private static final long serialVersionUID = 1L;

        private final transient Map<Class<?>, Object> known;
        private final transient CompletableFuture<Object> answer = new CompletableFuture<>();

        Context(Map<Class<?>, Object> known) {
            this.known = known;
        }

        @Override
        public <T> T get(Class<T> key) {
            return key.cast(known.get(key));
        }

        /** A rehearsal that ends early is begun anew. */
        @Override
        public ListenableFuture<Void> saveState() {
            return null;
        }

        @Override
        public void onSuccess(Object result) {
            answer.complete(result);
        }

        @Override
        public void onFailure(Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }
}
