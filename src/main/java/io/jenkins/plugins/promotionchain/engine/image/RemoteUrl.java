package io.jenkins.plugins.promotionchain.engine.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a git remote as it may stand in an image's label: without user, password and token. */
final class RemoteUrl {

    private static final Pattern URL =
            Pattern.compile("((?:[A-Za-z0-9+.-]+::)?[A-Za-z][A-Za-z0-9+.-]*://)(?:[^/?#]*@)?([^?#]*)(?:[?#].*)?");

    private RemoteUrl() {}

    /**
     * The short form {@code git@host:path} is left as it is: it cannot hold a password. What looks like an address and
     * cannot be read gives nothing.
     */
    static String withoutLogin(String remote) {
        Matcher url = URL.matcher(remote);
        if (url.matches()) {
            return url.group(1) + url.group(2);
        }
        return remote.contains("://") ? "" : remote;
    }
}
