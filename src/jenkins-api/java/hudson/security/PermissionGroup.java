package hudson.security;

import org.jvnet.localizer.Localizable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class PermissionGroup {
    @SuppressWarnings("rawtypes")
    public final Class owner;

    public final Localizable title;

    @SuppressWarnings("rawtypes")
    public PermissionGroup(Class owner, Localizable title) throws IllegalStateException {
        this.owner = owner;
        this.title = title;
    }
}
