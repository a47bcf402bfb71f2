package io.jenkins.plugins.promotionchain.steps;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.util.Secret;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;

/** Puts credentials where the steps look for them. */
final class StoredForTest {

    private StoredForTest() {}

    static void text(String id, String value) {
        CredentialsProvider.M.put(id, new StringCredentials() {
            public Secret getSecret() {
                return Secret.fromString(value);
            }

            public String getDescription() {
                return "";
            }

            public String getId() {
                return id;
            }
        });
    }

    static void forgetAll() {
        CredentialsProvider.M.clear();
    }
}
