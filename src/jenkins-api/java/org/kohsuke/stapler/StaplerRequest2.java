package org.kohsuke.stapler;

import net.sf.json.JSONObject;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface StaplerRequest2 {
    void bindJSON(Object bean, JSONObject src);
}
