package io.jenkins.plugins.promotionchain.engine.failure;

/** The history of deployments cannot be read or written. */
public final class LedgerFailure extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public LedgerFailure(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public LedgerFailure(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
