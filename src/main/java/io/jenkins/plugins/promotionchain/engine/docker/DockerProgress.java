package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.util.regex.Pattern;

/**
 * Leaves out of docker's output what it prints for every layer on the way, and keeps how each layer ended: five lines a
 * layer bury what an engineer looks for.
 */
public final class DockerProgress implements Log {

    private static final Pattern ON_THE_WAY =
            Pattern.compile("[0-9a-f]{12}: (Pulling fs layer|Preparing|Waiting|Verifying Checksum|Download complete)");

    private final Log log;

    public DockerProgress(Log log) {
        this.log = log;
    }

    @Override
    public void line(String text) {
        if (!ON_THE_WAY.matcher(text).matches()) {
            log.line(text);
        }
    }
}
