package io.jenkins.plugins.promotionchain.engine.deploy;

import java.util.Optional;

/**
 * What is tried once the new version gets the traffic, before the old one goes; when it fails, the old one gets the
 * traffic back.
 *
 * @param path asked for with GET at the public port; anything but status 200 to 299 fails. A path as {@link HealthCheck}
 *     takes it
 * @param command a shell command line, run in the new container; anything but exit status 0 fails
 */
public record SmokeTest(Optional<String> path, Optional<String> command) {

    /** Nothing is tried. */
    public static final SmokeTest NONE = new SmokeTest(Optional.empty(), Optional.empty());
}
