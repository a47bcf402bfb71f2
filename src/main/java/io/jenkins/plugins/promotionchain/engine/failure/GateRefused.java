package io.jenkins.plugins.promotionchain.engine.failure;

/** The environment does not take the image: what it asks for is missing; nothing was changed. */
public final class GateRefused extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public GateRefused(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }
}
