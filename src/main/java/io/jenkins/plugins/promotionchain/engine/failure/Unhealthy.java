package io.jenkins.plugins.promotionchain.engine.failure;

/** The new version does not answer its health check; the message says what serves now. */
public final class Unhealthy extends PromotionFailure {

    private static final long serialVersionUID = 1L;

    private final String whatFailed;
    private final String whatToDo;

    public Unhealthy(String whatFailed, String whatToDo) {
        super(whatFailed, whatToDo);
        this.whatFailed = whatFailed;
        this.whatToDo = whatToDo;
    }

    /** The same, once it is known what serves in its place. */
    public Unhealthy and(String whatServesNow) {
        return new Unhealthy(whatFailed + "; " + whatServesNow, whatToDo);
    }
}
