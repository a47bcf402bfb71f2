package io.jenkins.plugins.promotionchain.config;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.security.Permission;
import hudson.security.PermissionGroup;
import hudson.security.PermissionScope;
import java.util.Collections;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import jenkins.model.GlobalConfigurationCategory;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jvnet.localizer.Localizable;
import org.jvnet.localizer.ResourceBundleHolder;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * What the page "Promotion chains" of Manage Jenkins holds, and {@code promotionChains: promotionChain:} in code. Keeps
 * its file, so that what an earlier version saved from the page "System" is read on.
 */
@Extension
@Symbol("promotionChain")
public final class PromotionChainConfiguration extends GlobalConfiguration {

    /** The permissions of this plugin; Jenkins finds them as this class is an extension. */
    public static final PermissionGroup PERMISSIONS =
            new PermissionGroup(PromotionChainConfiguration.class, text("Permissions.Title"));

    /** To deploy what the gate of an environment refuses; to be given for all jobs, a folder or a job. */
    public static final Permission FORCE =
            new Permission(PERMISSIONS, "Force", text("Permissions.Force"), Jenkins.ADMINISTER, PermissionScope.ITEM);

    private List<ApplicationConfig> applications = FormText.list(List.of());

    /** Called by Jenkins once; reads what was saved. */
    public PromotionChainConfiguration() {
        load();
    }

    /** The one instance. */
    public static PromotionChainConfiguration get() {
        return ExtensionList.lookupSingleton(PromotionChainConfiguration.class);
    }

    private static Localizable text(String key) {
        return new Localizable(ResourceBundleHolder.get(PromotionChainConfiguration.class), key);
    }

    @Override
    public String getDisplayName() {
        return "Promotion Chain";
    }

    /** On a page of its own. */
    @Override
    public GlobalConfigurationCategory getCategory() {
        return GlobalConfigurationCategory.get(PromotionChainsPage.Category.class);
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
        return chains().sentences();
    }

    /** What is right but may not be meant, for the form; one sentence each. */
    public List<String> getWarnings() {
        return chains().warnings();
    }

    /** This part of a page's form. */
    JSONObject sectionOf(JSONObject form) {
        String name = getJsonSafeClassName();
        return form.has(name) ? form.getJSONObject(name) : new JSONObject();
    }

    /** A form without applications sends no list at all: that means none, not "as before". Binds before it changes anything. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        setApplications(request.bindJSONToList(ApplicationConfig.class, form.get("applications")));
        return true;
    }
}
