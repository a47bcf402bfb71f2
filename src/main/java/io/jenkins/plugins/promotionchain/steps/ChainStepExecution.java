package io.jenkins.plugins.promotionchain.steps;

import hudson.AbortException;
import hudson.model.TaskListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;

/**
 * Runs a step on a thread of its own. An abort interrupts that thread and ends the step once the work has stopped, so
 * that nothing of this build still changes a server while the next stage runs; a second abort ends it at once. After a
 * restart of the controller the work, being idempotent, is begun again. Saved with the build: only the parameters are.
 */
final class ChainStepExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ChainStepExecution.class.getName());

    private final ChainStep step;
    /** By which the work that this step has begun on a server is found again after a restart. */
    private final TransactionId transaction = TransactionId.random();

    private final ReadPosition position = new ReadPosition();

    private transient volatile Work work;

    ChainStepExecution(StepContext context, ChainStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        begin();
        return false;
    }

    @Override
    public void onResume() {
        String name = step.getDescriptor().getFunctionName();
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            if (listener != null) {
                listener.getLogger().println(name + " goes on after a restart: what is done already is not done again");
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "The log of a resumed build cannot be written", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        begin();
    }

    @Override
    public void stop(Throwable cause) {
        Work current = work;
        if (current == null || !current.abort(cause)) {
            getContext().onFailure(cause);
        }
    }

    @Override
    public String getStatus() {
        return work == null ? "not running" : "running in the background";
    }

    private void begin() {
        Work next = new Work(Jenkins.getAuthentication2());
        work = next;
        next.start();
    }

    /** One attempt at the step's work; answers the step's context exactly once. */
    private final class Work implements Runnable {

        private final Authentication authentication;
        private final AtomicBoolean answered = new AtomicBoolean();
        private final Thread thread;
        private volatile Throwable abortedBecause;

        Work(Authentication authentication) {
            this.authentication = authentication;
            thread = new Thread(this, "promotion-chain " + step.getDescriptor().getFunctionName());
            thread.setDaemon(true);
            thread.setContextClassLoader(ChainStepExecution.class.getClassLoader());
        }

        /** Begins, unless an abort was faster. */
        synchronized void start() {
            if (abortedBecause == null) {
                thread.start();
            }
        }

        /** @return false when there is nothing more to wait for, so that the caller has to end the step */
        synchronized boolean abort(Throwable cause) {
            boolean again = abortedBecause != null;
            abortedBecause = cause;
            thread.interrupt();
            return again || !thread.isAlive() ? !answered.compareAndSet(false, true) : true;
        }

        @Override
        public void run() {
            Surroundings surroundings = new Surroundings(getContext(), transaction, position);
            try (ACLContext ignored = ACL.as2(authentication)) {
                Map<String, Object> result = step.perform(surroundings);
                answer(result);
            } catch (PromotionFailure e) {
                LOGGER.log(Level.INFO, "A step of the promotion chain failed", new Masked(e, surroundings::mask));
                fail(new AbortException(surroundings.mask(e.getMessage())));
            } catch (InterruptedException | AbortException e) {
                fail(e);
            } catch (Throwable e) {
                LOGGER.log(
                        Level.WARNING,
                        "A step of the promotion chain failed unexpectedly",
                        new Masked(e, surroundings::mask));
                fail(new AbortException(surroundings.mask("Unexpected failure: " + e
                        + ". The stack trace is in the Jenkins log (Manage Jenkins > System Log); please report it.")));
            }
        }

        private void answer(Map<String, Object> result) {
            if (abortedBecause != null) {
                fail(abortedBecause);
            } else if (answered.compareAndSet(false, true)) {
                getContext().onSuccess(result);
            }
        }

        private void fail(Throwable failure) {
            if (answered.compareAndSet(false, true)) {
                getContext().onFailure(abortedBecause == null ? failure : abortedBecause);
            }
        }
    }
}
