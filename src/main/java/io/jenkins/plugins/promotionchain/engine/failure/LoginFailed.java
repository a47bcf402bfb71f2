package io.jenkins.plugins.promotionchain.engine.failure;

/** The server refused the account or its password or key. */
public final class LoginFailed extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public LoginFailed(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public LoginFailed(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
