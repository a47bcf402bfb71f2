package io.jenkins.plugins.promotionchain.parameters;

import org.jvnet.localizer.ResourceBundleHolder;

/**
 * The texts of the parameters in the language of whoever looks, from {@code Messages.properties} and its
 * translations.
 */
final class Messages {

    private static final ResourceBundleHolder TEXTS = ResourceBundleHolder.get(Messages.class);

    private Messages() {}

    /** @param arguments for the places {0}, {1}, … of the text */
    static String text(String key, Object... arguments) {
        return TEXTS.format(key, arguments);
    }
}
