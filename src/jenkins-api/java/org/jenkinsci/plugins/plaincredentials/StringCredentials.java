package org.jenkinsci.plugins.plaincredentials;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.util.Secret;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface StringCredentials extends StandardCredentials {
    Secret getSecret();
}
