package io.jenkins.plugins.promotionchain.steps;

/** What somebody has answered to an {@link ApprovalAction}; saved with the build. */
final class ApprovalAnswer {

    private final boolean approved;
    private final String by;
    private final String note;

    private ApprovalAnswer(boolean approved, String by, String note) {
        this.approved = approved;
        this.by = by;
        this.note = note;
    }

    static ApprovalAnswer approved(String by, String note) {
        return new ApprovalAnswer(true, by, note);
    }

    static ApprovalAnswer rejected(String by, String note) {
        return new ApprovalAnswer(false, by, note);
    }

    boolean isApproved() {
        return approved;
    }

    String by() {
        return by;
    }

    String note() {
        return note;
    }

    String inWords() {
        return (approved ? "Approved by " : "Rejected by ") + by + (note.isEmpty() ? "" : ": " + note) + ".";
    }
}
