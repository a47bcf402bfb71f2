package io.jenkins.plugins.promotionchain.engine.deploy;

import java.util.Locale;

/**
 * The phases of a deployment, in order. Until {@link #START}, {@link #REPLACE} or {@link #TAKEOVER} nothing is changed
 * that serves; from then on a failure leads to {@link #UNDO}; after {@link #CONFIRM} there is nothing to undo.
 */
public enum DeploymentPhase {
    PULL("get the image"),
    LOCK("keep others away"),
    INSPECT("look at what runs"),
    ENVIRONMENT("put the environment file"),
    COMPARE("compare with what is asked for"),
    START("start the new container beside the old one"),
    REPLACE("stop the old container and start the new one: a short interruption"),
    HEALTH("wait until the new container is healthy"),
    TAKEOVER("nginx takes over the port of the old container: one short interruption, never again"),
    SWITCH("let nginx pass the traffic on to the new container"),
    VERIFY("finish and verify the new version"),
    CONFIRM("make the new container the one that serves"),
    DRAIN("let the old container finish what it has begun, and stop it"),
    PRUNE("remove what is older than what is kept"),
    UNDO("bring back the version before");

    private final String words;

    DeploymentPhase(String words) {
        this.words = words;
    }

    /** What is done, for the log. */
    public String words() {
        return words;
    }

    /** As the scripts on the server and the log call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase that a script has told. */
    static DeploymentPhase ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
