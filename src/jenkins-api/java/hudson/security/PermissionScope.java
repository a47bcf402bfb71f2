package hudson.security;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class PermissionScope {
    public static final PermissionScope ITEM = new PermissionScope();

    private PermissionScope() {}
}
