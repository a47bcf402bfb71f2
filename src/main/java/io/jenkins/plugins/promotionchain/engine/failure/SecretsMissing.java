package io.jenkins.plugins.promotionchain.engine.failure;

/** Credentials that the step needs are not there; the message names all of them. */
public final class SecretsMissing extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public SecretsMissing(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public SecretsMissing(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
