package io.jenkins.plugins.promotionchain.rehearsal.run;

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

    StepInvoker(RehearsalRun build, History history) {
        this.build = build;
        this.history = history;
    }

    static Optional<StepDescriptor> find(String name) {
        return StepDescriptor.all().stream()
                .filter(each -> each.getFunctionName().equals(name))
                .findFirst();
    }

    /** @throws StepFailed with the step's own message */
    Object invoke(StepDescriptor descriptor, Map<String, Object> arguments, Scope scope)
            throws StepFailed, InterruptedException {
        Step step = StepFactory.create(descriptor, arguments);
        Context context = new Context(Map.of(
                Run.class, build,
                TaskListener.class, scope.listener(),
                FilePath.class, scope.directory(),
                Launcher.class, new Launcher.LocalLauncher(scope.listener()),
                EnvVars.class, scope.environment()));
        try {
            StepExecution execution = step.start(context);
            execution.start();
            Object result = await(execution, context.answer);
            history.stepEnded(build, scope.environment(), descriptor.getFunctionName(), result);
            return result;
        } catch (InterruptedException | StepFailed e) {
            throw e;
        } catch (Exception e) {
            throw new StepFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private static Object await(StepExecution execution, CompletableFuture<Object> answer)
            throws InterruptedException, StepFailed {
        try {
            return answer.get();
        } catch (InterruptedException aborted) {
            stop(execution, answer, aborted);
            throw aborted;
        } catch (ExecutionException e) {
            throw new StepFailed(String.valueOf(e.getCause().getMessage()), e.getCause());
        }
    }

    private static void stop(StepExecution execution, CompletableFuture<Object> answer, InterruptedException cause)
            throws StepFailed {
        try {
            execution.stop(cause);
            answer.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException ended) {
            // An aborted step ends with a failure, or is aborted once more: either way it has been told.
            answer.cancel(false);
        } catch (TimeoutException e) {
            throw new StepFailed("The step did not stop within " + STOP_SECONDS + " s after the abort", e);
        } catch (Exception e) {
            throw new StepFailed("The step could not be stopped: " + e.getMessage(), e);
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
