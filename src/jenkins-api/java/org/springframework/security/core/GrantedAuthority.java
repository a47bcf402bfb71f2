package org.springframework.security.core;

import java.io.Serializable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface GrantedAuthority extends Serializable {
    String getAuthority();
}
