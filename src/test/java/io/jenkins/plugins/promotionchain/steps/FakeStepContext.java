package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** What a Pipeline would give a step, and what the step answered. */
final class FakeStepContext extends StepContext {

    private static final long serialVersionUID = 1L;

    private final transient Map<Class<?>, Object> found = new HashMap<>();
    private final transient CompletableFuture<Object> answer = new CompletableFuture<>();
    private final transient AtomicInteger saved = new AtomicInteger();
    private final transient AtomicInteger answers = new AtomicInteger();
    private final transient ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final EnvVars variables = new EnvVars();

    FakeStepContext() {
        PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        found.put(TaskListener.class, (TaskListener) () -> stream);
        found.put(EnvVars.class, variables);
    }

    FakeStepContext in(Run<?, ?> build) {
        found.put(Run.class, build);
        return this;
    }

    FakeStepContext in(FilePath workspace, Launcher launcher) {
        found.put(FilePath.class, workspace);
        found.put(Launcher.class, launcher);
        return this;
    }

    FakeStepContext withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    @Override
    public <T> T get(Class<T> key) {
        return key.cast(found.get(key));
    }

    @Override
    public ListenableFuture<Void> saveState() {
        saved.incrementAndGet();
        return null;
    }

    /** How often a step had its state saved. */
    int saved() {
        return saved.get();
    }

    @Override
    public void onSuccess(Object result) {
        answers.incrementAndGet();
        answer.complete(result);
    }

    @Override
    public void onFailure(Throwable failure) {
        answers.incrementAndGet();
        answer.completeExceptionally(failure);
    }

    /** Starts a step and waits for its result. */
    Map<?, ?> resultOf(ChainStep step) throws Exception {
        StepExecution execution = step.start(this);
        assertThat(execution.start()).isFalse();
        return (Map<?, ?>) answer.get(20, TimeUnit.SECONDS);
    }

    /** Waits for a result. */
    Map<String, Object> result() throws Exception {
        Map<String, Object> result = new HashMap<>();
        ((Map<?, ?>) answer.get(20, TimeUnit.SECONDS)).forEach((name, value) -> result.put((String) name, value));
        return result;
    }

    /** Starts a step and waits for its failure. */
    Throwable failureOf(ChainStep step) throws Exception {
        step.start(this).start();
        return failure();
    }

    /** Waits for a failure. */
    Throwable failure() throws Exception {
        try {
            throw new AssertionError("Succeeded with " + answer.get(20, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        }
    }

    int answers() {
        return answers.get();
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
