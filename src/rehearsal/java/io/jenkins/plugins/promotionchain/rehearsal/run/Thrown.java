package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.GroovyRuntimeException;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** Checked exceptions on their way through Groovy, which knows none. */
final class Thrown {

    private Thrown() {}

    /** What code threw, without what Groovy wrapped around it. */
    static Exception byCode(Exception e) {
        boolean wrapper = e instanceof InvokerInvocationException || e.getClass() == GroovyRuntimeException.class;
        return wrapper && e.getCause() instanceof Exception cause ? byCode(cause) : e;
    }

    /**
     * Throws it as it is, from a method that Groovy calls and that declares nothing: a {@code catch} in the Jenkinsfile
     * names the same types as in Jenkins.
     */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException unchanged(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
