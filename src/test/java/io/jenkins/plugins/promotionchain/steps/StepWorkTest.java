package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.time.Suspended;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.support.steps.AgentOfflineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Steps that wait: what they hold meanwhile, how they go on, and how they are aborted. */
class StepWorkTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final FakeStepContext context = new FakeStepContext();

    @BeforeEach
    void start() {
        FakeJenkins.start();
    }

    @Test
    void goesOnAfterAPauseAndAnswersOnce() throws Exception {
        AtomicInteger attempts = new AtomicInteger();

        Map<?, ?> result = context.resultOf(new WorkStep(() -> {
            if (attempts.incrementAndGet() < 4) {
                throw new Suspended(Duration.ofMillis(5));
            }
            return Map.of("attempts", attempts.get());
        }));

        assertThat(result).isEqualTo(Map.of("attempts", 4));
        assertThat(context.answers()).isEqualTo(1);
    }

    @Test
    void aThousandWaitingStepsHoldNoThreadAndStillEndEach() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        CountDownLatch waiting = new CountDownLatch(1000);
        CountDownLatch go = new CountDownLatch(1);
        List<FakeStepContext> contexts = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            FakeStepContext each = new FakeStepContext();
            contexts.add(each);
            new WorkStep(() -> {
                        waiting.countDown();
                        if (go.getCount() > 0) {
                            throw new Suspended(Duration.ofMillis(500));
                        }
                        return Map.of("done", true);
                    })
                    .start(each)
                    .start();
        }
        assertThat(waiting.await(30, TimeUnit.SECONDS)).isTrue();

        Set<Thread> more = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .collect(Collectors.toSet());
        go.countDown();

        assertThat(more).hasSizeLessThanOrEqualTo(StepThreads.MOST + 2);
        for (FakeStepContext each : contexts) {
            assertThat(each.result()).containsEntry("done", true);
        }
    }

    @Test
    void anAbortEndsAWaitingStepAtOnceWhenNothingWasBegunOnAServer() throws Exception {
        CountDownLatch waits = new CountDownLatch(1);
        AtomicInteger attempts = new AtomicInteger();
        StepExecution execution = new WorkStep(() -> {
                    attempts.incrementAndGet();
                    waits.countDown();
                    throw new Suspended(LONG);
                })
                .start(context);
        execution.start();
        assertThat(waits.await(20, TimeUnit.SECONDS)).isTrue();
        until(execution, "waiting");
        Throwable cause = new IllegalArgumentException("aborted by alice");

        execution.stop(cause);

        assertThat(context.failure()).isSameAs(cause);
        assertThat(attempts).hasValue(1);
        assertThat(execution.getStatus()).isEqualTo("ended");
    }

    @Test
    void anAbortBeforeAThreadIsFreeEndsTheStepWithoutAnyWork() throws Exception {
        CountDownLatch busy = new CountDownLatch(StepThreads.MOST);
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < StepThreads.MOST; i++) {
            new WorkStep(() -> {
                        busy.countDown();
                        release.await();
                        return Map.of();
                    })
                    .start(new FakeStepContext())
                    .start();
        }
        assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
        AtomicInteger attempts = new AtomicInteger();
        StepExecution queued = new WorkStep(() -> Map.of("attempt", attempts.incrementAndGet())).start(context);
        queued.start();
        Throwable cause = new IllegalArgumentException("aborted");

        queued.stop(cause);

        assertThat(context.failure()).isSameAs(cause);
        release.countDown();
        assertThat(attempts).hasValue(0);
    }

    @Test
    void waitsForAnAgentThatIsAwayAndSaysSoOnce() throws Exception {
        StepExecution execution = new WorkStep(() -> {
                    throw new CommandFailed(
                            "git could not be run on the agent",
                            "Check it",
                            new IOException(new AgentOfflineException("Unable to create live FilePath for linux-1")));
                })
                .start(context);

        execution.start();
        until(execution, "waiting for the agent");

        assertThat(context.answers()).isZero();
        Throwable cause = new IllegalArgumentException("given up");
        execution.stop(cause);
        assertThat(context.failure()).isSameAs(cause);
    }

    /** What a launcher says whose agent was killed in the middle of a command: remoting has no type of its own for it. */
    @Test
    void knowsAnAgentThatWasLostInTheMiddleOfACommand() {
        IOException lost = new IOException("Backing channel 'linux-1' is disconnected.", new ClosedChannelException());

        assertThat(AgentAway.explains(new CommandFailed("docker could not be run", "Check", lost)))
                .isTrue();
        assertThat(AgentAway.words(new CommandFailed("docker could not be run", "Check", lost)))
                .isEqualTo("Backing channel 'linux-1' is disconnected.");
        Exception suppressing = new IllegalStateException("other");
        suppressing.addSuppressed(new IOException("Backing channel 'linux-1' is disconnected."));
        assertThat(AgentAway.explains(suppressing)).isTrue();
        assertThat(AgentAway.explains(new IOException("no such file"))).isFalse();
    }

    @Test
    void aFailureThatHasNothingToDoWithTheAgentIsNotWaitedFor() throws Exception {
        assertThat(context.failureOf(new WorkStep(() -> {
                    throw new CommandFailed("git is missing", "Install it", new IOException("no such file"));
                })))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("git is missing");
    }

    private static void until(StepExecution execution, String status) throws InterruptedException {
        for (int i = 0; i < 2000 && !status.equals(execution.getStatus()); i++) {
            Thread.sleep(10);
        }
        assertThat(execution.getStatus()).isEqualTo(status);
    }
}
