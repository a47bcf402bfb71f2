package hudson.security;

import org.springframework.security.core.Authentication;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface AccessControlled {
    default boolean hasPermission(Permission permission) {
        return true;
    }

    default void checkPermission(Permission permission) {}

    default boolean hasPermission2(Authentication a, Permission permission) {
        return true;
    }
}
