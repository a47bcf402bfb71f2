package io.jenkins.plugins.promotionchain.config;

import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import java.io.IOException;
import java.util.List;

/** Looks whether the servers of an environment are ready for deployments. The steps do, as they know what one needs. */
public interface ConnectionTest extends ExtensionPoint {

    /**
     * Looks, and changes nothing.
     *
     * @param chains all applications, of which the others' secrets are not to be read
     * @param chain with the environment
     * @param context whose credentials are used: a folder, or Jenkins
     * @return what was found of all components, in the order in which it was looked at, without any secret
     */
    List<ConnectionFinding> of(Chains chains, Chain chain, EnvironmentSettings environment, ItemGroup<?> context)
            throws IOException, InterruptedException;
}
