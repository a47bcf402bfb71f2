package io.jenkins.plugins.promotionchain.engine.ssh;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.regex.Pattern;

/**
 * A text file to be put on a server.
 *
 * @param path absolute, or relative to the home directory of the account; not a directory, no control characters
 * @param content written as UTF-8
 * @param mode permission bits in octal, as {@code chmod} takes them: {@code "0600"}
 */
public record RemoteFile(String path, Sensitive content, String mode) {

    private static final Pattern PATH = Pattern.compile("[^\\p{Cntrl}]*[^\\p{Cntrl}/]");
    private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");

    public RemoteFile {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    "'" + path + "' is not the path of a file: not empty, no control characters, no slash at its end");
        }
        if (!MODE.matcher(mode).matches()) {
            throw new IllegalArgumentException("'" + mode + "' is not a file mode: three octal digits, as in 0644");
        }
    }

    /** A file that only its owner reads: everything with a secret in it. */
    public static RemoteFile secret(String path, Sensitive content) {
        return new RemoteFile(path, content, "0600");
    }

    /** A file that everybody may read: what a web server hands to the public anyway. */
    public static RemoteFile readable(String path, String content) {
        return new RemoteFile(path, Sensitive.of(content), "0644");
    }
}
