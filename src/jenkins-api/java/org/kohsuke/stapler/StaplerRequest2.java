package org.kohsuke.stapler;

import jakarta.servlet.ServletException;
import java.util.List;
import net.sf.json.JSONObject;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface StaplerRequest2 {
    void bindJSON(Object bean, JSONObject src);

    <T> List<T> bindJSONToList(Class<T> type, Object src);

    <T> T findAncestorObject(Class<T> type);

    String getContextPath();

    JSONObject getSubmittedForm() throws ServletException;
}
