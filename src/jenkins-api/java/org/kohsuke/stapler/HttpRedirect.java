package org.kohsuke.stapler;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public final class HttpRedirect extends RuntimeException implements HttpResponse {
    private static final long serialVersionUID = 1L;

    public HttpRedirect(String url) {}
}
