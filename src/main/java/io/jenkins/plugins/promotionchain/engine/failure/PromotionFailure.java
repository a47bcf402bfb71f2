package io.jenkins.plugins.promotionchain.engine.failure;

/**
 * Something that a user can act upon went wrong. The message is one or two sentences for the build log: what failed,
 * where, and what to do next. It never holds a secret. Stack traces belong in the Jenkins log, not in the build log.
 */
public abstract sealed class PromotionFailure extends Exception
        permits BuildFailed,
                CommandFailed,
                ConnectionLost,
                DriftFound,
                GateRefused,
                HostKeyRejected,
                HostUnreachable,
                ImageMissing,
                ImageTampered,
                InvalidInput,
                LedgerFailure,
                LoginFailed,
                MigrationFailed,
                ProxyConfigurationRejected,
                RegistryRefused,
                SecretsMissing,
                TimedOut,
                Unhealthy {

    private static final long serialVersionUID = 1L;

    private final String whatFailed;
    private final String whatToDo;

    /**
     * @param whatFailed a sentence without its full stop: what failed, and on which host
     * @param whatToDo a sentence without its full stop: what the user does next
     */
    protected PromotionFailure(String whatFailed, String whatToDo) {
        super(whatFailed + ". " + whatToDo + ".");
        this.whatFailed = whatFailed;
        this.whatToDo = whatToDo;
    }

    /** As above, with the technical cause for the Jenkins log. */
    protected PromotionFailure(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed + ". " + whatToDo + ".", cause);
        this.whatFailed = whatFailed;
        this.whatToDo = whatToDo;
    }

    /** The first half of the message, without its full stop. */
    public String whatFailed() {
        return whatFailed;
    }

    /** The second half of the message, without its full stop. */
    public String whatToDo() {
        return whatToDo;
    }
}
