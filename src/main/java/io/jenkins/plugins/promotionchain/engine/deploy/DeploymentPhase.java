package io.jenkins.plugins.promotionchain.engine.deploy;

/**
 * The phases of a deployment, in order. A deployment ends after {@link #COMPARE} when nothing is to be changed; from
 * {@link #REPLACE} on a failure leads to {@link #UNDO}, before it nothing that serves was touched. What a phase leaves
 * behind when the connection is cut in it is found by the next run's {@link #INSPECT}.
 */
public enum DeploymentPhase {
    INSPECT("look at what runs"),
    ENVIRONMENT("put the environment file"),
    COMPARE("compare with what is asked for"),
    PULL("get the image"),
    REPLACE("stop the old container and start the new one"),
    HEALTH("wait until the new container is healthy"),
    VERIFY("finish and verify the new version"),
    CONFIRM("make the new container the one that serves"),
    UNDO("bring back the version before");

    private final String words;

    DeploymentPhase(String words) {
        this.words = words;
    }

    /** What is done, for the log. */
    public String words() {
        return words;
    }
}
