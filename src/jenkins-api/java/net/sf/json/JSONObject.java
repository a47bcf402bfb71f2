package net.sf.json;

import java.util.HashMap;
import java.util.Map;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class JSONObject {
    private final Map<String, Object> properties = new HashMap<>();

    public boolean has(String key) {
        return properties.containsKey(key);
    }

    public Object get(String key) {
        return properties.get(key);
    }

    public JSONObject getJSONObject(String key) {
        return (JSONObject) properties.get(key);
    }

    public String getString(String key) {
        return String.valueOf(properties.get(key));
    }

    public Object put(String key, Object value) {
        return properties.put(key, value);
    }

    public Object remove(String key) {
        return properties.remove(key);
    }
}
