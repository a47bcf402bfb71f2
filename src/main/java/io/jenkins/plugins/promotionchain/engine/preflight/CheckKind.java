package io.jenkins.plugins.promotionchain.engine.preflight;

/** What is looked at, in the order in which it is looked at: each one is of use only where those before it are right. */
public enum CheckKind {
    /** Everything that is kept in Jenkins. */
    CREDENTIALS("credentials"),
    /** The way to the server. */
    HOST("host"),
    /** Whether it is the right one. */
    HOST_KEY("host key"),
    /** Whether it lets the account in. */
    LOGIN("login"),
    /** Whether docker is there, its version, and whether the account may use it. */
    DOCKER("docker"),
    /** Whether the account may write what a deployment writes. */
    RIGHTS("rights"),
    /** Blocks and inodes, for the files of a deployment and for the image. */
    DISK("disk"),
    /** Whether the registry lets the account in and has the image, asked from the controller. */
    REGISTRY("registry"),
    /** Whether the server reaches the registry. */
    REGISTRY_ROUTE("registry route"),
    /** Whether the server reaches the database. */
    DATABASE("database"),
    /** What the image would change in the database. */
    MIGRATIONS("migrations"),
    /** Whether nginx is there, may be used, and accepts its configuration. */
    NGINX("nginx"),
    /** Whether the public port is free, or ours. */
    PORT("port"),
    /** Whether the clocks of server and controller agree. */
    CLOCK("clock");

    private final String words;

    CheckKind(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
