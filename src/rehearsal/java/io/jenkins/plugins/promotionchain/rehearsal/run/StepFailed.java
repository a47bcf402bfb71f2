package io.jenkins.plugins.promotionchain.rehearsal.run;

/** A step ended with a failure that its user reads; or a Jenkinsfile asks for something that is not there. */
public final class StepFailed extends Exception {

    private static final long serialVersionUID = 1L;

    public StepFailed(String message) {
        super(message);
    }

    public StepFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
