package io.jenkins.plugins.promotionchain.config;

import java.util.List;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * A request of the page, with applications as Stapler would have bound them.
 *
 * @param form as the browser sends it
 */
record SubmittedForm(JSONObject form, List<ApplicationConfig> applications) implements StaplerRequest2 {

    @Override
    public void bindJSON(Object bean, JSONObject src) {
        if (src.has("applications")) {
            ((PromotionChainConfiguration) bean).setApplications(applications);
        }
    }

    @Override
    public <T> List<T> bindJSONToList(Class<T> type, Object src) {
        return src == null ? List.of() : applications.stream().map(type::cast).toList();
    }

    @Override
    public String getContextPath() {
        return "/jenkins";
    }

    @Override
    public JSONObject getSubmittedForm() {
        return form;
    }

    @Override
    public <T> T findAncestorObject(Class<T> type) {
        throw new UnsupportedOperationException("A form is not below a job");
    }
}
