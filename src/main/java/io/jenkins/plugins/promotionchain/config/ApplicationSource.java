package io.jenkins.plugins.promotionchain.config;

import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import java.util.List;

/** A place beside Jenkins' own configuration where applications are configured for some jobs. */
public interface ApplicationSource extends ExtensionPoint {

    /**
     * What is configured here for the jobs of a group: one list for each level that has any, the nearest first. An
     * application of a nearer level stands in for one of the same name farther away.
     *
     * @param group a folder, or Jenkins
     */
    List<List<ApplicationConfig>> from(ItemGroup<?> group);
}
