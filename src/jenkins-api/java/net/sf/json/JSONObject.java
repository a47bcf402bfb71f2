package net.sf.json;

import java.util.HashMap;
import java.util.Map;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class JSONObject {
    private final Map<Object, Object> properties = new HashMap<>();

    public Object remove(Object key) {
        return properties.remove(key);
    }
}
