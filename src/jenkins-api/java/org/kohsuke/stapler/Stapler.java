package org.kohsuke.stapler;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class Stapler {
    private Stapler() {}

    public static StaplerRequest2 getCurrentRequest2() {
        return null;
    }
}
