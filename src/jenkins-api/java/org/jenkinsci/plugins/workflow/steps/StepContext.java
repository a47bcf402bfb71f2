package org.jenkinsci.plugins.workflow.steps;

import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.io.Serializable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public abstract class StepContext implements Serializable {
    private static final long serialVersionUID = 1L;

    public abstract <T> T get(Class<T> key) throws IOException, InterruptedException;

    public abstract ListenableFuture<Void> saveState();

    public abstract void onSuccess(Object result);

    public abstract void onFailure(Throwable t);
}
