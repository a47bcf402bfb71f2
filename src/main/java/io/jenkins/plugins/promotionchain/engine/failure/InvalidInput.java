package io.jenkins.plugins.promotionchain.engine.failure;

/** A parameter or a piece of configuration is not acceptable; nothing was changed. */
public final class InvalidInput extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public InvalidInput(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public InvalidInput(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
