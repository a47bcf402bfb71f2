package io.jenkins.plugins.promotionchain.rehearsal.model;

/** A Jenkinsfile that the rehearsal does not run. The message begins with file and line. */
public final class JenkinsfileRejected extends Exception {

    private static final long serialVersionUID = 1L;

    public JenkinsfileRejected(String file, int line, String what) {
        super(file + ":" + line + ": " + what);
    }
}
