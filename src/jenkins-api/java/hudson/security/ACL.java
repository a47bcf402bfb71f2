package hudson.security;

import org.springframework.security.core.Authentication;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public abstract class ACL {
    public static final Authentication SYSTEM2 = () -> "SYSTEM";

    public static ACLContext as2(Authentication auth) {
        return new ACLContext();
    }
}
