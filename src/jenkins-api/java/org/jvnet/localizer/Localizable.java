package org.jvnet.localizer;

import java.io.Serializable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class Localizable implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String key;

    public Localizable(ResourceBundleHolder holder, String key, Object... args) {
        this.key = key;
    }

    public String getKey() {
        return key;
    }
}
