package io.jenkins.plugins.promotionchain.engine.failure;

/** An SSH connection that was open broke; what ran on the server may still be running. */
public final class ConnectionLost extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public ConnectionLost(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public ConnectionLost(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
