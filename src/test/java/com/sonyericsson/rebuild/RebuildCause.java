package com.sonyericsson.rebuild;

import hudson.model.Cause;

/** What this plugin asks of the cause of that name. */
public class RebuildCause extends Cause {
    private final int number;

    public RebuildCause(int number) {
        this.number = number;
    }

    public int getUpstreamBuild() {
        return number;
    }

    @Override
    public String getShortDescription() {
        return "Again";
    }
}
