package io.jenkins.plugins.promotionchain.engine.failure;

/** The database migration did not succeed. */
public final class MigrationFailed extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public MigrationFailed(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public MigrationFailed(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
