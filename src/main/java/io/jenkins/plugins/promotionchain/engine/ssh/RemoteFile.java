package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;

/**
 * A text file to be put on a server.
 *
 * @param path absolute, or relative to the home directory of the account
 * @param content written as UTF-8
 * @param mode permission bits in octal, as {@code chmod} takes them: {@code "0600"}
 */
public record RemoteFile(String path, Sensitive content, String mode) {

    /** A file that only its owner reads: everything with a secret in it. */
    public static RemoteFile secret(String path, Sensitive content) {
        return new RemoteFile(path, content, "0600");
    }

    /** A file that everybody may read: what a web server hands to the public anyway. */
    public static RemoteFile readable(String path, String content) {
        return new RemoteFile(path, Sensitive.of(content), "0644");
    }
}
