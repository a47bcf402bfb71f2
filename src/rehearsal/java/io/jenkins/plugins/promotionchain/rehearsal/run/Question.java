package io.jenkins.plugins.promotionchain.rehearsal.run;

/** Who answers {@code input}. */
@FunctionalInterface
public interface Question {

    /**
     * @return whether to go on
     * @throws StepFailed when nobody can be asked
     * @throws InterruptedException when the build is aborted while somebody thinks
     */
    boolean goOn(String message, String ok) throws StepFailed, InterruptedException;

    /** @throws InterruptedException as for an abort, when the answer is no */
    default void mustGoOn(String message, String ok) throws StepFailed, InterruptedException {
        if (!goOn(message, ok)) {
            throw new Stopped("Rejected: " + message);
        }
    }
}
