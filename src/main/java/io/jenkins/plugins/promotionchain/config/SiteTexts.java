package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.deploy.EnvFile;
import io.jenkins.plugins.promotionchain.engine.frontend.EnvConfigFile;
import io.jenkins.plugins.promotionchain.engine.frontend.SiteSpec;
import io.jenkins.plugins.promotionchain.engine.nginx.ListenAddress;
import java.util.List;

/** Checks what is configured as text and used much later, in the middle of a deployment. */
final class SiteTexts {

    private SiteTexts() {}

    /** @throws IllegalArgumentException when nginx cannot listen on that */
    static String listen(String text) {
        ListenAddress.parse(text);
        return text;
    }

    /** @throws IllegalArgumentException when it is no server name of nginx */
    static String serverName(String text) {
        return SiteSpec.checkedServerName(text);
    }

    /** @throws IllegalArgumentException when it is no absolute path of a certificate or key that nginx could read */
    static String certificate(String text) {
        return new SiteSpec.Tls(text, text).certificate();
    }

    /** @throws IllegalArgumentException when docker could not mount a file from there */
    static String directory(String text) {
        return EnvConfigFile.checkedDirectory(text);
    }

    /** @throws IllegalArgumentException when it is no path of a file, or one that only a shell would expand */
    static String envFile(String text) {
        if (text.endsWith("/") || text.startsWith("~") || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("'" + text
                    + "' is not the path of a file: absolute, or relative to the home directory and without ~/");
        }
        return text;
    }

    /** @throws IllegalArgumentException when one of them is no name that a shell takes */
    static List<String> variableNames(String text) {
        return Lines.of(text).stream().map(EnvFile::checkedName).toList();
    }
}
