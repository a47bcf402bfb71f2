package io.jenkins.plugins.promotionchain.steps;

import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.transaction.Attendance;
import io.jenkins.plugins.promotionchain.engine.transaction.ReadPosition;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.io.IOException;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Waits for the answer to an {@link ApprovalAction} without a thread. Saved with the build: the answer may come while
 * Jenkins is not yet as far again, and is then found on the build.
 */
final class ApprovalExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final ApprovePromotionStep step;
    private final TransactionId id = TransactionId.random();

    ApprovalExecution(StepContext context, ApprovePromotionStep step) {
        super(context);
        this.step = step;
    }

    @Override
    public boolean start() throws IOException, InterruptedException {
        Surroundings surroundings = new Surroundings(getContext(), id, new ReadPosition(), Attendance.CONSTANT);
        try {
            step.perform(surroundings);
        } catch (PromotionFailure e) {
            throw new AbortException(surroundings.mask(e.getMessage()));
        }
        question().orElseThrow().tell(this);
        return false;
    }

    @Override
    public void onResume() {
        try {
            Optional<ApprovalAction> question = question();
            if (question.isPresent()) {
                question.get().tell(this);
            } else {
                getContext()
                        .onFailure(
                                new AbortException(
                                        "The question that this step waits for is no longer on the build. Run the build again."));
            }
        } catch (IOException e) {
            getContext().onFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            getContext().onFailure(e);
        }
    }

    @Override
    public void stop(Throwable cause) throws IOException, InterruptedException {
        Optional<ApprovalAction> question = question();
        if (question.isPresent()) {
            question.get().withdraw();
        }
        getContext().onFailure(cause);
    }

    @Override
    public String getStatus() {
        return "waiting for somebody to approve";
    }

    /** Ends the step. */
    void answered(ApprovalAction question) {
        ApprovalAnswer answer = question.answer().orElseThrow();
        if (answer.isApproved()) {
            getContext().onSuccess(question.result());
        } else {
            getContext()
                    .onFailure(new AbortException(answer.by() + " rejected " + question.getWhat() + " for "
                            + question.getEnvironment()
                            + (answer.note().isEmpty() ? "" : " (" + answer.note() + ")")
                            + ". Nothing was changed."));
        }
    }

    private Optional<ApprovalAction> question() throws IOException, InterruptedException {
        Run<?, ?> build = getContext().get(Run.class);
        return build.getActions(ApprovalAction.class).stream()
                .filter(action -> action.is(id))
                .findFirst();
    }
}
