package hudson.model;

import java.io.IOException;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface Saveable {
    void save() throws IOException;
}
