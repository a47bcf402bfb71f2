package org.jenkinsci.plugins.pipeline.modeldefinition.causes;

import hudson.model.Cause;

/** What this plugin asks of the cause of that name. */
public class RestartDeclarativePipelineCause extends Cause {
    private final int number;

    public RestartDeclarativePipelineCause(int number) {
        this.number = number;
    }

    public int getOriginRunNumber() {
        return number;
    }

    @Override
    public String getShortDescription() {
        return "Again";
    }
}
