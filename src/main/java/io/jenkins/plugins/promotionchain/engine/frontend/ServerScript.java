package io.jenkins.plugins.promotionchain.engine.frontend;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The shell scripts of this package, which run on servers. */
final class ServerScript {

    private ServerScript() {}

    /** @param name of a file beside this class */
    static String named(String name) {
        try (InputStream script = ServerScript.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException(name + " is missing from the plugin");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
