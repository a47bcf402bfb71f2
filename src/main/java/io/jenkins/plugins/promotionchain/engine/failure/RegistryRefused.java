package io.jenkins.plugins.promotionchain.engine.failure;

/** The registry cannot be reached or refuses the login or the request. */
public final class RegistryRefused extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public RegistryRefused(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public RegistryRefused(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
