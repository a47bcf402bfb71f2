package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.util.SortedMap;
import java.util.TreeMap;

/** The labels that a container of ours carries. They say what it is, and let a server be compared with the ledger. */
public final class ContainerLabels {

    private static final String PREFIX = "io.jenkins.promotionchain.";

    public static final String APPLICATION = PREFIX + "application";
    public static final String COMPONENT = PREFIX + "component";
    public static final String ENVIRONMENT = PREFIX + "environment";
    /** The image's digest. The engine itself tells only the local image id, which is another hash. */
    public static final String DIGEST = PREFIX + "digest";
    /** The build that made the container. */
    public static final String BUILD_URL = PREFIX + "build-url";
    /** Hash over all that was said to {@code docker run}; it tells a changed configuration from an unchanged one. */
    public static final String CONFIGURATION_HASH = PREFIX + "configuration-hash";

    /** The public port as docker takes it, whoever listens there: {@code address:port:containerPort}. */
    public static final String PUBLISH = PREFIX + "publish";

    /** How the container is asked whether it is healthy. */
    public static final String HEALTH = PREFIX + "health";

    /** Where the container itself listens, {@code address:port}, when nginx stands in front of it. */
    public static final String SLOT = PREFIX + "slot";

    private ContainerLabels() {}

    /** Labels by which all containers of one component in one environment are found. */
    public static SortedMap<String, String> identifying(DeploymentTarget target) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(APPLICATION, target.application().value());
        labels.put(COMPONENT, target.component().value());
        labels.put(ENVIRONMENT, target.environment().value());
        return labels;
    }

    /**
     * All labels of a container.
     *
     * @param buildUrl may be empty
     */
    public static SortedMap<String, String> of(
            DeploymentTarget target, ImageDigest digest, String buildUrl, String configurationHash) {
        SortedMap<String, String> labels = identifying(target);
        labels.put(DIGEST, digest.value());
        labels.put(BUILD_URL, buildUrl);
        labels.put(CONFIGURATION_HASH, configurationHash);
        return labels;
    }
}
