package hudson.security;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class Permission {
    public final String name;

    public Permission(String name) {
        this.name = name;
    }
}
