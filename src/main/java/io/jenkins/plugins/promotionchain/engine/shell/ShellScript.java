package io.jenkins.plugins.promotionchain.engine.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The shell scripts of the plugin, which run on servers; each stands beside the class that uses it. */
public final class ShellScript {

    private ShellScript() {}

    /**
     * The text of a script.
     *
     * @param name of a file beside the class
     */
    public static String beside(Class<?> user, String name) {
        try (InputStream script = user.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is missing from the plugin");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
