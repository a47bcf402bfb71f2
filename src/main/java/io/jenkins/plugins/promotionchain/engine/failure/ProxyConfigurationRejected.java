package io.jenkins.plugins.promotionchain.engine.failure;

/** nginx refuses the site configuration; the one before is in force. */
public final class ProxyConfigurationRejected extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public ProxyConfigurationRejected(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public ProxyConfigurationRejected(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
