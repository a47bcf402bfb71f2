package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChainStepExecutionTest {

    private final FakeStepContext context = new FakeStepContext();

    @BeforeEach
    void start() {
        FakeJenkins.start();
    }

    @Test
    void answersWithTheResultOfTheWorkWithoutHoldingUpTheCaller() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        StepExecution execution = new WorkStep(() -> {
                    go.await();
                    return Map.of("done", true);
                })
                .start(context);

        assertThat(execution.start()).isFalse();
        assertThat(context.answers()).isZero();
        go.countDown();
        assertThat(context.result()).containsEntry("done", true);
    }

    @Test
    void failsWithTheSentenceAndNoStackTraceOfAnExpectedFailure() throws Exception {
        Throwable failure = context.failureOf(new WorkStep(() -> {
            throw new Unhealthy("backend on 10.0.0.5 is not healthy", "Look at its log");
        }));

        assertThat(failure)
                .isInstanceOf(AbortException.class)
                .hasMessage("backend on 10.0.0.5 is not healthy. Look at its log.")
                .hasNoCause();
    }

    @Test
    void saysThatAFailureWasUnexpectedAndWhereItsStackTraceIs() throws Exception {
        Throwable failure = context.failureOf(new WorkStep(() -> {
            throw new IllegalStateException("broken");
        }));

        assertThat(failure)
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll("broken", "System Log")
                .hasNoCause();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void givesJenkinsOwnLogNoMessageAsItIs(Exception failure) throws Exception {
        List<Throwable> logged = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(ChainStepExecution.class.getName());
        logger.addHandler(handler);
        try {
            context.failureOf(new WorkStep(() -> {
                throw failure;
            }));
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(logged).singleElement().isInstanceOf(Masked.class);
    }

    static List<Exception> failures() {
        return List.of(new Unhealthy("expected", "Look"), new IllegalStateException("unexpected"));
    }

    @Test
    void endsEvenWhenAClassIsMissing() throws Exception {
        assertThat(context.failureOf(new WorkStep(() -> {
                    throw new NoClassDefFoundError("com/example/Gone");
                })))
                .hasMessageContaining("com/example/Gone");
    }

    @Test
    void anAbortInterruptsTheWorkAndEndsTheStepOnceItHasStopped() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch undone = new CountDownLatch(1);
        StepExecution execution = new WorkStep(() -> {
                    working.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException aborted) {
                        undone.await();
                        throw aborted;
                    }
                    return Map.of();
                })
                .start(context);
        execution.start();
        assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
        Throwable cause = new IllegalArgumentException("aborted by alice");

        execution.stop(cause);
        assertThat(context.answers()).isZero();
        undone.countDown();

        assertThat(context.failure()).isSameAs(cause);
        assertThat(context.answers()).isEqualTo(1);
    }

    @Test
    void aSecondAbortEndsTheStepAtOnce() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        StepExecution execution = new WorkStep(() -> {
                    working.countDown();
                    awaitWhateverHappens(released);
                    return Map.of();
                })
                .start(context);
        execution.start();
        assertThat(working.await(20, TimeUnit.SECONDS)).isTrue();
        Throwable second = new IllegalArgumentException("again");

        execution.stop(new IllegalArgumentException("once"));
        execution.stop(second);

        assertThat(context.failure()).isSameAs(second);
        released.countDown();
        assertThat(context.answers()).isEqualTo(1);
    }

    @Test
    void anAbortAfterARestartThatBeganNoWorkEndsTheStep() throws Exception {
        Throwable cause = new IllegalArgumentException("aborted");

        new ChainStepExecution(context, new WorkStep(Map::of)).stop(cause);

        assertThat(context.failure()).isSameAs(cause);
    }

    @Test
    void runsAgainAfterARestartAndSaysSo() throws Exception {
        StepExecution execution = new WorkStep(() -> Map.of("again", true)).start(context);

        execution.onResume();

        assertThat(context.result()).isEqualTo(Map.of("again", true));
        assertThat(context.log()).contains("work goes on after a restart");
    }

    @Test
    void savesItsParametersWithTheBuild() throws Exception {
        DeployBackendStep step = new DeployBackendStep();
        step.setEnvironment("uat");
        step.setVolumes(List.of("/a:/b"));
        step.setEnv(Map.of("A", "1"));

        DeployBackendStep copy = copyOf(step);

        assertThat(copy).usingRecursiveComparison().isEqualTo(step);
    }

    private static <T> T copyOf(T original) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            @SuppressWarnings("unchecked")
            T copy = (T) in.readObject();
            return copy;
        }
    }

    private static void awaitWhateverHappens(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException stubborn) {
                waiting = true;
            }
        }
    }
}
