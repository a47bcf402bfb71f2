package io.jenkins.plugins.promotionchain.engine.failure;

/** A command ended with an exit status other than 0, or with none. */
public final class CommandFailed extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public CommandFailed(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public CommandFailed(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
