package org.springframework.security.core;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public abstract class AuthenticationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AuthenticationException(String msg) {
        super(msg);
    }
}
