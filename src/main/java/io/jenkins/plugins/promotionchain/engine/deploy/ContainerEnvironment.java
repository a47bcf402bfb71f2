package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The environment variables of a container and the file on the server that holds them.
 *
 * @param envFile path on the server, absolute or relative to the account's home directory
 * @param values all of them, secret or not; empty: the server's own file is used as it stands, if it is there
 */
public record ContainerEnvironment(String envFile, SortedMap<String, Sensitive> values) {

    public ContainerEnvironment(String envFile, Map<String, Sensitive> values) {
        this(envFile, new TreeMap<>(values));
    }
}
