package io.jenkins.plugins.promotionchain.engine.failure;

/** A tag names another image than the one that was built for it. */
public final class ImageTampered extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public ImageTampered(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }
}
