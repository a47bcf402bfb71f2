package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One stop of a promotion chain.
 *
 * @param branch none: reached by the parameter {@code environment} only
 * @param requires the environment that a digest must have been healthy in before
 * @param gate what is asked of an image beyond that
 * @param site where people see what is deployed
 * @param envConfig public values for the frontend's env-config.js
 * @param variables environment variables of the backend's container that are not secret
 */
public record EnvironmentSettings(
        EnvironmentName name,
        Optional<BranchPattern> branch,
        Optional<EnvironmentName> requires,
        GateSettings gate,
        Optional<LinkTemplate> site,
        SecretPrefix secretPrefix,
        HostSettings backend,
        HostSettings frontend,
        SortedMap<String, String> envConfig,
        SortedMap<String, String> variables) {

    public static final ComponentName BACKEND = ComponentName.of("backend");
    public static final ComponentName FRONTEND = ComponentName.of("frontend");

    public EnvironmentSettings {
        envConfig = Collections.unmodifiableSortedMap(new TreeMap<>(envConfig));
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    /** An environment that asks nothing more of an image than to have been healthy in the one that it requires. */
    public EnvironmentSettings(
            EnvironmentName name,
            Optional<BranchPattern> branch,
            Optional<EnvironmentName> requires,
            SecretPrefix secretPrefix,
            HostSettings backend,
            HostSettings frontend,
            SortedMap<String, String> envConfig,
            SortedMap<String, String> variables) {
        this(
                name,
                branch,
                requires,
                GateSettings.NONE,
                Optional.empty(),
                secretPrefix,
                backend,
                frontend,
                envConfig,
                variables);
    }

    /** The server of a component: the frontend has its own, every other component lives with the backend. */
    public HostSettings hostOf(ComponentName component) {
        return component.equals(FRONTEND) ? frontend : backend;
    }
}
