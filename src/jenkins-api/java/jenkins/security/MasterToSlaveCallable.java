package jenkins.security;

import hudson.remoting.Callable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public abstract class MasterToSlaveCallable<V, T extends Throwable> implements Callable<V, T> {
    private static final long serialVersionUID = 1L;
}
