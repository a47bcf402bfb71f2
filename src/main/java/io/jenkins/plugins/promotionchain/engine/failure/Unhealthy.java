package io.jenkins.plugins.promotionchain.engine.failure;

/** The new version does not answer its health check; the message says what serves now. */
public final class Unhealthy extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public Unhealthy(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public Unhealthy(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
