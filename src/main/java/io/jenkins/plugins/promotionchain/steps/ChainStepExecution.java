package io.jenkins.plugins.promotionchain.steps;

import hudson.model.TaskListener;
import hudson.model.User;
import hudson.security.ACL;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/**
 * Runs a step in the background. An abort ends it once the work has stopped, so that nothing of this build still changes
 * a server while the next stage runs; a second abort ends it at once. After a restart of the controller the work, being
 * idempotent, is begun again. Saved with the build: the parameters, and what finds the work on a server again.
 */
final class ChainStepExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ChainStepExecution.class.getName());

    private final ChainStep step;
    /** By which the work that this step has begun on a server is found again after a restart. */
    private final TransactionId transaction = TransactionId.random();

    private final ReadPosition position = new ReadPosition();

    /** As whom the build runs, where that is a person; absent in what an earlier version saved. */
    private String user = "";

    private transient volatile StepWork work;

    ChainStepExecution(StepContext context, ChainStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() {
        Authentication own = Jenkins.getAuthentication2();
        if (!own.equals(ACL.SYSTEM2)) {
            user = own.getName();
        }
        begin(own);
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
        if (position.begun()) {
            position.again();
        }
        begin(before());
    }

    /** A resumed build is told of it by SYSTEM, and has to go on as the person as whom it ran. */
    private Authentication before() {
        if (user == null || user.isEmpty()) {
            return Jenkins.getAuthentication2();
        }
        User person = User.getById(user, false);
        try {
            return person == null ? Jenkins.ANONYMOUS2 : person.impersonate2();
        } catch (UsernameNotFoundException e) {
            LOGGER.log(Level.INFO, "The user as whom a build ran is gone; it goes on as anonymous", e);
            return Jenkins.ANONYMOUS2;
        }
    }

    @Override
    public void stop(Throwable cause) {
        StepWork current = work;
        if (current == null) {
            getContext().onFailure(cause);
        } else {
            current.abort(cause);
        }
    }

    @Override
    public String getStatus() {
        StepWork current = work;
        return current == null ? "not running" : current.status();
    }

    private void begin(Authentication authentication) {
        StepWork next = new StepWork(getContext(), step, transaction, position, authentication, StepThreads.get());
        work = next;
        next.begin();
    }
}
