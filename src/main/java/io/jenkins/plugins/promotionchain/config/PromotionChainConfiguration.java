package io.jenkins.plugins.promotionchain.config;

import hudson.Extension;
import hudson.ExtensionList;
import java.util.Collections;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The section "Promotion Chain" of the system configuration, and {@code unclassified: promotionChain:} in code. */
@Extension
@Symbol("promotionChain")
public final class PromotionChainConfiguration extends GlobalConfiguration {

    private List<ApplicationConfig> applications = FormText.list(List.of());

    /** Called by Jenkins once; reads what was saved. */
    public PromotionChainConfiguration() {
        load();
    }

    /** The one instance. */
    public static PromotionChainConfiguration get() {
        return ExtensionList.lookupSingleton(PromotionChainConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return "Promotion Chain";
    }

    public List<ApplicationConfig> getApplications() {
        return Collections.unmodifiableList(applications);
    }

    @DataBoundSetter
    public void setApplications(List<ApplicationConfig> applications) {
        this.applications = FormText.list(applications);
        save();
    }

    /** All applications as checked values. */
    public Chains chains() {
        return ChainReader.read(applications);
    }

    /** What is wrong with the whole, for the form; one sentence each. */
    public List<String> getProblems() {
        return chains().problems().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(problem -> entry.getKey() + ": " + problem))
                .sorted()
                .toList();
    }

    /** What is right but may not be meant, for the form; one sentence each. */
    public List<String> getWarnings() {
        return chains().warnings();
    }

    /** A form without applications sends no list at all: that means none, not "as before". */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) {
        applications = FormText.list(List.of());
        request.bindJSON(this, form);
        save();
        return true;
    }
}
