package io.jenkins.plugins.promotionchain.config;

import hudson.Extension;
import hudson.model.Descriptor;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import hudson.util.FormApply;
import jakarta.servlet.ServletException;
import jenkins.model.GlobalConfigurationCategory;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** The page "Promotion chains" of Manage Jenkins. Administrators change it; who may read the system's settings sees it. */
@Extension
public final class PromotionChainsPage extends ManagementLink {

    @Override
    public String getIconFileName() {
        return "symbol-promotion-chains plugin-promotion-chain";
    }

    @Override
    public String getDisplayName() {
        return Messages.text("page.title");
    }

    @Override
    public String getDescription() {
        return Messages.text("page.description");
    }

    @Override
    public String getUrlName() {
        return "promotion-chains";
    }

    @Override
    public ManagementLink.Category getCategory() {
        return ManagementLink.Category.CONFIGURATION;
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    /** What the page shows and saves. */
    public PromotionChainConfiguration getConfiguration() {
        return PromotionChainConfiguration.get();
    }

    /** The page of the secrets, for administrators: {@code secrets} below this page. */
    public SecretsPage getSecrets() {
        Jenkins jenkins = Jenkins.get();
        return new SecretsPage(getConfiguration().chains(), jenkins, jenkins, Jenkins.ADMINISTER);
    }

    /**
     * Saves the form.
     *
     * @throws ServletException when the request holds no form
     * @throws Descriptor.FormException when the form cannot be bound
     */
    @POST
    public HttpResponse doConfigSubmit(StaplerRequest2 request) throws ServletException, Descriptor.FormException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        PromotionChainConfiguration configuration = getConfiguration();
        JSONObject form = request.getSubmittedForm();
        if (!form.has(configuration.getJsonSafeClassName())) {
            throw new Descriptor.FormException(
                    "The request holds nothing of this page, so nothing was changed. Load the page again.",
                    configuration.getJsonSafeClassName());
        }
        configuration.configure(request, configuration.sectionOf(form));
        return FormApply.success(request.getContextPath() + "/manage");
    }

    /** Keeps the configuration off the page "System"; in code its root is {@code promotionChains:}. */
    @Extension
    @Symbol("promotionChains")
    public static final class Category extends GlobalConfigurationCategory {

        @Override
        public String getDisplayName() {
            return Messages.text("page.title");
        }

        @Override
        public String getShortDescription() {
            return Messages.text("page.description");
        }
    }
}
