package org.springframework.security.core.userdetails;

import org.springframework.security.core.AuthenticationException;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class UsernameNotFoundException extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    public UsernameNotFoundException(String msg) {
        super(msg);
    }
}
