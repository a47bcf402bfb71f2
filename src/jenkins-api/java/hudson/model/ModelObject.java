package hudson.model;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface ModelObject {
    String getDisplayName();
}
