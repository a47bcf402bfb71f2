package io.jenkins.plugins.promotionchain.steps;

import hudson.util.Secret;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** A secret text. */
record StoredText(String id, String value) implements StringCredentials {

    @Override
    public String getId() {
        return id;
    }

    @Override
    public String getDescription() {
        return "";
    }

    @Override
    public Secret getSecret() {
        return Secret.fromString(value);
    }
}
