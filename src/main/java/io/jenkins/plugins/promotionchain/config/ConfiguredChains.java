package io.jenkins.plugins.promotionchain.config;

import hudson.ExtensionList;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.promotionchain.secrets.SecretPrefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The applications as one job sees them: those of the folders above it, and those of Jenkins where no folder has its own. */
public final class ConfiguredChains {

    private ConfiguredChains() {}

    /** All that a step of this job may work for. */
    public static Chains of(Item job) {
        return in(job.getParent());
    }

    /** All that the jobs of a group may work for: a folder, or Jenkins. */
    public static Chains in(ItemGroup<?> group) {
        List<List<ApplicationConfig>> levels = new ArrayList<>();
        ExtensionList.lookup(ApplicationSource.class).forEach(source -> levels.addAll(source.from(group)));
        levels.add(PromotionChainConfiguration.get().getApplications());
        return of(levels);
    }

    /** @param levels the nearest first */
    static Chains of(List<List<ApplicationConfig>> levels) {
        List<ApplicationConfig> seen = new ArrayList<>();
        Set<String> nearer = new HashSet<>();
        for (List<ApplicationConfig> level : levels) {
            level.stream()
                    .filter(application -> !nearer.contains(application.getName()))
                    .forEach(seen::add);
            level.forEach(application -> nearer.add(application.getName()));
        }
        Chains chains = ChainReader.read(seen);
        // also of what a nearer level stands in for: its secrets stay out of reach
        Set<SecretPrefix> prefixes = new LinkedHashSet<>();
        levels.forEach(level -> prefixes.addAll(ChainReader.read(level).prefixes()));
        return new Chains(chains.usable(), chains.problems(), prefixes);
    }
}
