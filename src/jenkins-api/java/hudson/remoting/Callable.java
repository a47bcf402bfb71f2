package hudson.remoting;

import java.io.Serializable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface Callable<V, T extends Throwable> extends Serializable {
    V call() throws T;
}
