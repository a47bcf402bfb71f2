package org.jenkinsci.plugins.workflow.cps.replay;

import hudson.model.Cause;

/** What this plugin asks of the cause of that name. */
public class ReplayCause extends Cause {
    private final int number;

    public ReplayCause(int number) {
        this.number = number;
    }

    public int getOriginalNumber() {
        return number;
    }

    @Override
    public String getShortDescription() {
        return "Again";
    }
}
