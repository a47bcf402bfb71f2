package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code buildOnce} is asked for.
 *
 * @param component what is built
 * @param environment for the tag {@code <environment>-<commit>}
 * @param context build context, relative to the workspace; {@code "."} for all of it
 * @param dockerfile relative to the workspace
 * @param repository where the image is looked for and pushed to
 * @param login none where the registry lets everybody in
 * @param buildArguments not secret: docker records them in the image
 * @param target stage of the Dockerfile to build
 * @param platforms for example {@code linux/amd64}; empty: that of the engine
 * @param basePull whether newer base images are pulled before a build
 * @param bases whether a base image that its registry replaced makes another image of the same source
 */
public record BuildRequest(
        ComponentName component,
        EnvironmentName environment,
        String context,
        String dockerfile,
        ImageRepository repository,
        Optional<RegistryLogin> login,
        Map<String, String> buildArguments,
        Optional<String> target,
        List<String> platforms,
        BasePull basePull,
        Bases bases) {

    public BuildRequest {
        buildArguments = Map.copyOf(buildArguments);
        platforms = List.copyOf(platforms);
    }

    /** What the names of base images in the Dockerfile mean. */
    public enum Bases {
        /** Whatever docker finds under them when it builds; they are no part of the fingerprint. */
        AS_NAMED,
        /** The images that the registries name now; their digests are part of the fingerprint, and used by the build. */
        PINNED
    }

    /** Whether {@code docker build} asks the registry for newer base images. */
    public enum BasePull {
        ALWAYS,
        WHEN_MISSING
    }
}
