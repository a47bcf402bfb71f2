package hudson.security;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public abstract class ACL {
    public static final Authentication SYSTEM2 = new SystemAuthentication();

    public static ACLContext as2(Authentication auth) {
        return new ACLContext();
    }

    private static final class SystemAuthentication implements Authentication {
        private static final long serialVersionUID = 1L;

        @Override
        public String getName() {
            return "SYSTEM";
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }
    }
}
