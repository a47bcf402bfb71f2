package io.jenkins.plugins.promotionchain.config;

import hudson.security.Permission;
import java.util.HashSet;
import java.util.Set;
import jenkins.model.Jenkins;

/** A Jenkins whose present user has the permissions that a test gives. */
final class Controller extends Jenkins {

    private final Set<Permission> permissions;

    private Controller(Set<Permission> permissions) {
        this.permissions = new HashSet<>(permissions);
    }

    /** Takes the place of the one before. */
    static Controller usedBy(Permission... permissions) {
        return new Controller(Set.of(permissions));
    }

    @Override
    public boolean hasPermission(Permission permission) {
        return permissions.contains(permission);
    }

    @Override
    public void checkPermission(Permission permission) {
        if (!hasPermission(permission)) {
            throw new Refused();
        }
    }

    /** What Jenkins answers a request with that is not allowed. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
