package io.jenkins.plugins.promotionchain.engine.failure;

/** No connection to the server could be opened. */
public final class HostUnreachable extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public HostUnreachable(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public HostUnreachable(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
