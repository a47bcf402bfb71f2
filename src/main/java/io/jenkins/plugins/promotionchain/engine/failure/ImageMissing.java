package io.jenkins.plugins.promotionchain.engine.failure;

/** The registry has no such image, or nothing says which image is meant. */
public final class ImageMissing extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    public ImageMissing(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
    }

    public ImageMissing(String whatFailed, String whatToDo, Throwable cause) {
        super(whatFailed, whatToDo, cause);
    }
}
