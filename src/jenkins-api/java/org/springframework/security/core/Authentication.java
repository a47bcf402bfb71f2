package org.springframework.security.core;

import java.io.Serializable;
import java.security.Principal;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface Authentication extends Principal, Serializable {}
