package io.jenkins.plugins.promotionchain.rehearsal.run;

/** Who answers {@code input}. */
@FunctionalInterface
public interface Question {

    /**
     * @return whether to go on
     * @throws StepFailed when nobody can be asked
     */
    boolean goOn(String message, String ok) throws StepFailed;
}
