package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface IdCredentials extends Credentials {
    String getId();
}
