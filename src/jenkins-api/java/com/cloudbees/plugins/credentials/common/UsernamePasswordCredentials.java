package com.cloudbees.plugins.credentials.common;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface UsernamePasswordCredentials extends UsernameCredentials, PasswordCredentials {}
