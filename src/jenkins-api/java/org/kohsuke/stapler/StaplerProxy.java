package org.kohsuke.stapler;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface StaplerProxy {
    Object getTarget();
}
