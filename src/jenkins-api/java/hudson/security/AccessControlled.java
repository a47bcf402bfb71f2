package hudson.security;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface AccessControlled {
    default boolean hasPermission(Permission permission) {
        return true;
    }
}
