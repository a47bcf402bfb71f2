package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface UsernameCredentials extends Credentials {
    String getUsername();
}
