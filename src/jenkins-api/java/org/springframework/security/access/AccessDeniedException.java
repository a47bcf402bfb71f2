package org.springframework.security.access;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class AccessDeniedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccessDeniedException(String msg) {
        super(msg);
    }
}
