package io.jenkins.plugins.promotionchain.engine.failure;

/** The server showed a host key that is not one of the expected ones; nothing was sent to it. */
public final class HostKeyRejected extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public HostKeyRejected(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public HostKeyRejected(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
