package com.cloudbees.plugins.credentials;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface CredentialsMatcher {
    boolean matches(Credentials item);
}
