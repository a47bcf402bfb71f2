package com.cloudbees.plugins.credentials.common;

import com.cloudbees.plugins.credentials.Credentials;
import hudson.util.Secret;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface PasswordCredentials extends Credentials {
    Secret getPassword();
}
