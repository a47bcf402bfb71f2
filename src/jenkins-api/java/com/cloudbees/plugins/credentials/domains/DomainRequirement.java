package com.cloudbees.plugins.credentials.domains;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class DomainRequirement {}
