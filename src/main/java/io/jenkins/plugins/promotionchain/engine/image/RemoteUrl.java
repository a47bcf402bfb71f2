package io.jenkins.plugins.promotionchain.engine.image;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a git remote as it may stand in an image's label: without user, password and token. */
final class RemoteUrl {

    /** Scheme, login, host and port, path, the rest; the words before {@code ::} name helpers (gitremote-helpers(7)). */
    private static final Pattern URL = Pattern.compile("((?:[A-Za-z0-9][A-Za-z0-9+.-]*::)*[A-Za-z][A-Za-z0-9+.-]*://)"
            + "(?:[^/?#]*@)?((?:\\[[0-9A-Fa-f:.]+]|[^/?#@:]*)(?::[0-9]*)?(?:/[^?#@]*)?)(?:[?#][^@]*)?");

    private RemoteUrl() {}

    /**
     * The short form {@code git@host:path} is left as it is: it cannot hold a password.
     *
     * @return none where a login could be in a place that is not understood
     */
    static Optional<String> withoutLogin(String remote) {
        Matcher url = URL.matcher(remote);
        if (url.matches()) {
            return Optional.of(url.group(1) + url.group(2));
        }
        return Optional.of(remote).filter(text -> !text.contains("://") && !text.contains("::"));
    }
}
