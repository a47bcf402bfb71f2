package com.cloudbees.jenkins.plugins.sshcredentials;

import com.cloudbees.plugins.credentials.common.StandardUsernameCredentials;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface SSHUser extends StandardUsernameCredentials {}
