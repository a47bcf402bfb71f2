package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.steps.ApprovalAction;

/** Answers what a Jenkins would ask on a page of the build; the questions of stages in parallel one after the other. */
final class Approvals {

    private final RehearsalRun build;
    private final Question question;

    Approvals(RehearsalRun build, Question question) {
        this.build = build;
        this.question = question;
    }

    /** @throws Exception when nobody can be asked, or the answer cannot be written down */
    synchronized void answerAll() throws Exception {
        for (ApprovalAction each : build.getActions(ApprovalAction.class)) {
            if (each.isOpen()) {
                String who = System.getProperty("user.name");
                if (question.goOn(each.getMessage() + " (" + each.getWhat() + ")", "Approve")) {
                    each.approve(who, "");
                } else {
                    each.reject(who, "");
                }
            }
        }
    }
}
