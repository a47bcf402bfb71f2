package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.GroovyRuntimeException;
import org.codehaus.groovy.runtime.InvokerInvocationException;

/** What code throws, on its way through Groovy, which knows no checked exceptions. */
final class Thrown {

    private Thrown() {}

    /** What code threw, without what Groovy wrapped around it. */
    static Throwable byCode(Throwable e) {
        boolean wrapper = e instanceof InvokerInvocationException || e.getClass() == GroovyRuntimeException.class;
        return wrapper && e.getCause() != null ? byCode(e.getCause()) : e;
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
