package io.jenkins.plugins.promotionchain.ledger.gate;

/** What came of one condition of the gate for one image. */
sealed interface Finding {

    /** @param why a clause that follows the image's name */
    record Holds(String why) implements Finding {}

    /**
     * @param what is missing, a clause that follows the image's name
     * @param advice what to do about it, a sentence without its full stop
     */
    record Lacks(String what, String advice) implements Finding {}
}
