package org.jvnet.localizer;

import java.io.Serializable;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public final class ResourceBundleHolder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final transient Class<?> owner;

    private ResourceBundleHolder(Class<?> owner) {
        this.owner = owner;
    }

    public static ResourceBundleHolder get(Class<?> clazz) {
        return new ResourceBundleHolder(clazz);
    }

    public String format(String key, Object... args) {
        ResourceBundle texts = ResourceBundle.getBundle(owner.getName(), Locale.getDefault(), owner.getClassLoader());
        return MessageFormat.format(texts.getString(key), args);
    }
}
