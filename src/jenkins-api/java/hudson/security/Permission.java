package hudson.security;

import org.jvnet.localizer.Localizable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class Permission {
    public final String name;

    public Permission(String name) {
        this.name = name;
    }

    public Permission(
            PermissionGroup group, String name, Localizable description, Permission impliedBy, PermissionScope scope) {
        this(name);
    }
}
