package io.jenkins.plugins.promotionchain.steps;

import hudson.AbortException;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.time.Suspended;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.springframework.security.core.Authentication;

/**
 * What one step does, as attempts: each runs on a thread of {@link StepThreads} until the step has its result, fails or
 * has to wait; then the thread is given back, and the next attempt goes on where this one was. Answers the step's context
 * exactly once. Safe for use by several threads.
 */
final class StepWork {

    private static final Logger LOGGER = Logger.getLogger(ChainStepExecution.class.getName());

    private static final Duration AGENT_PAUSE = Duration.ofSeconds(15);

    private final StepContext context;
    private final ChainStep step;
    private final TransactionId transaction;
    private final ReadPosition position;
    private final Authentication authentication;
    private final StepThreads threads;

    // all guarded by this
    private Optional<Thread> runner = Optional.empty();
    private Optional<Throwable> abortedBecause = Optional.empty();
    private boolean ended;
    private boolean agentAway;
    private int attempt;
    private int visits;

    StepWork(
            StepContext context,
            ChainStep step,
            TransactionId transaction,
            ReadPosition position,
            Authentication authentication,
            StepThreads threads) {
        this.context = context;
        this.step = step;
        this.transaction = transaction;
        this.position = position;
        this.authentication = authentication;
        this.threads = threads;
    }

    /** Begins. */
    synchronized void begin() {
        next(Optional.empty());
    }

    /**
     * Ends it. Work that runs is interrupted and answers once it has stopped; what was begun on a server and waits is
     * cancelled first. The second time it ends at once.
     */
    void abort(Throwable cause) {
        boolean atOnce;
        synchronized (this) {
            boolean again = abortedBecause.isPresent();
            abortedBecause = Optional.of(cause);
            atOnce = again || (runner.isEmpty() && !position.begun());
            if (runner.isPresent()) {
                runner.get().interrupt();
            } else if (!ended && !atOnce) {
                next(Optional.empty());
            }
        }
        if (atOnce && endsNow()) {
            context.onFailure(cause);
        }
    }

    /** For people who look what a build waits for. */
    synchronized String status() {
        if (ended) {
            return "ended";
        }
        if (runner.isPresent()) {
            return "running";
        }
        return agentAway ? "waiting for the agent" : "waiting";
    }

    /** Whatever was planned before is void. */
    private synchronized void next(Optional<Duration> pause) {
        attempt++;
        int number = attempt;
        Runnable task = () -> attempt(number);
        if (pause.isPresent()) {
            threads.runLater(step.where(), task, pause.get());
        } else {
            threads.run(step.where(), task);
        }
    }

    private synchronized boolean endsNow() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    private void attempt(int number) {
        Surroundings surroundings;
        synchronized (this) {
            if (ended || number != attempt) {
                return;
            }
            runner = Optional.of(Thread.currentThread());
            surroundings = new Surroundings(context, transaction, position, attendance());
        }
        Optional<Runnable> answer = Optional.empty();
        try (ACLContext ignored = ACL.as2(authentication)) {
            Map<String, Object> result = step.perform(surroundings);
            answer = Optional.of(() -> context.onSuccess(result));
        } catch (Suspended e) {
            surroundings.leave();
            suspend(e.pause());
        } catch (Throwable e) {
            if (!waitForAgent(e, surroundings)) {
                Throwable failure = reported(e, surroundings);
                answer = Optional.of(() -> context.onFailure(failure));
            }
        } finally {
            release();
            answer.ifPresent(this::answer);
        }
    }

    private StepAttendance attendance() {
        return abortedBecause.isPresent()
                ? StepAttendance.cancelling()
                : StepAttendance.after(visits, context::saveState);
    }

    /** An interrupt that comes from now on is not for this step. */
    private synchronized void release() {
        runner = Optional.empty();
        Thread.interrupted();
    }

    private synchronized void suspend(Duration pause) {
        agentAway = false;
        visits++;
        position.again();
        // an abort that came too late for this attempt is what the next one is for
        next(abortedBecause.isPresent() ? Optional.empty() : Optional.of(pause));
    }

    private synchronized boolean waitForAgent(Throwable failure, Surroundings surroundings) {
        if (abortedBecause.isPresent() || !AgentAway.explains(failure)) {
            return false;
        }
        if (!agentAway) {
            surroundings.tell("The agent cannot be reached (" + AgentAway.words(failure)
                    + "). The step goes on when it is back; abort the build if it will not be.");
            agentAway = true;
        }
        LOGGER.log(Level.FINE, "Waiting for an agent", new Masked(failure, surroundings::mask));
        next(Optional.of(AGENT_PAUSE));
        return true;
    }

    private void answer(Runnable answer) {
        Optional<Throwable> aborted;
        synchronized (this) {
            if (!endsNow()) {
                return;
            }
            aborted = abortedBecause;
        }
        if (aborted.isPresent()) {
            context.onFailure(aborted.get());
        } else {
            answer.run();
        }
    }

    private static Throwable reported(Throwable failure, Surroundings surroundings) {
        if (failure instanceof InterruptedException || failure instanceof AbortException) {
            return failure;
        }
        Masked masked = new Masked(failure, surroundings::mask);
        if (failure instanceof PromotionFailure) {
            LOGGER.log(Level.FINE, "A step of the promotion chain failed", masked);
            return new AbortException(surroundings.mask(failure.getMessage()));
        }
        LOGGER.log(Level.WARNING, "A step of the promotion chain failed unexpectedly", masked);
        return new AbortException(surroundings.mask("Unexpected failure: " + failure
                + ". The stack trace is in the Jenkins log (Manage Jenkins > System Log); please report it."));
    }
}
