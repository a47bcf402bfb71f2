package com.cloudbees.plugins.credentials.common;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class StandardListBoxModel extends AbstractIdCredentialsListBoxModel<StandardListBoxModel, StandardCredentials> {
    private static final long serialVersionUID = 1L;
}
