package io.jenkins.plugins.promotionchain.engine.failure;

/** The registry cannot be reached or refuses the login or the request. */
public final class RegistryRefused extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    private final boolean login;

    public RegistryRefused(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
        this.login = false;
    }

    public RegistryRefused(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
        this.login = false;
    }

    private RegistryRefused(String whatFailed, String whatToDo, boolean login) {
        super(whatFailed, whatToDo);
        this.login = login;
    }

    /** The registry was reached and says that it does not know the account or its password (status 401). */
    public static RegistryRefused login(String whatFailed, String whatToDo) {
        return new RegistryRefused(whatFailed, whatToDo, true);
    }

    /** Whether it is as {@link #login} says, so that no other way to the registry would help. */
    public boolean isLogin() {
        return login;
    }
}
