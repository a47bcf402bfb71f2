package org.jenkinsci.plugins.workflow.support.steps;

import java.io.IOException;

/** Bears the name of the one that a Pipeline throws, which is not public there and on no class path here. */
public final class AgentOfflineException extends IOException {

    private static final long serialVersionUID = 1L;

    public AgentOfflineException(String message) {
        super(message);
    }
}
