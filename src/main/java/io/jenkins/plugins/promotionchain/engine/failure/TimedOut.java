package io.jenkins.plugins.promotionchain.engine.failure;

/** Something took longer than it was given. */
public final class TimedOut extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public TimedOut(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public TimedOut(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
