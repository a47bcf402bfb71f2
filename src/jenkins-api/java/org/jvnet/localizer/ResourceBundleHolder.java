package org.jvnet.localizer;

import java.io.Serializable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class ResourceBundleHolder implements Serializable {
    private static final long serialVersionUID = 1L;

    private ResourceBundleHolder() {}

    public static ResourceBundleHolder get(Class<?> clazz) {
        return new ResourceBundleHolder();
    }
}
