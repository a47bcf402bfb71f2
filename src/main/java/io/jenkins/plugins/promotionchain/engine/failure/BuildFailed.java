package io.jenkins.plugins.promotionchain.engine.failure;

/** An image could not be built or pushed. */
public final class BuildFailed extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public BuildFailed(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public BuildFailed(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
