package io.jenkins.plugins.promotionchain.engine.failure;

/** An environment is not as it was deployed, and the build is to fail because of that. */
public final class DriftFound extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public DriftFound(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }
}
