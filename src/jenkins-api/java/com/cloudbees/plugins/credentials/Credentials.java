package com.cloudbees.plugins.credentials;

import hudson.ExtensionPoint;
import hudson.model.Describable;
import java.io.Serializable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface Credentials extends Describable<Credentials>, Serializable, ExtensionPoint {}
