package io.jenkins.plugins.promotionchain.rehearsal.model;

/** How a run or a stage ended, from good to bad. */
public enum Outcome {
    SUCCESS,
    UNSTABLE,
    FAILURE,
    ABORTED;

    /** The worse of the two. */
    public Outcome and(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
