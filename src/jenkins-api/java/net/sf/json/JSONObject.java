package net.sf.json;

import java.util.HashMap;
import java.util.Map;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class JSONObject {
    private final Map<String, Object> properties = new HashMap<>();

    public Object remove(String key) {
        return properties.remove(key);
    }
}
