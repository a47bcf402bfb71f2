package org.kohsuke.stapler;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class HttpResponses {
    public HttpResponses() {}

    public static HttpResponseException errorWithoutStack(int code, String errorMessage) {
        return new HttpResponseException(errorMessage) {
            private static final long serialVersionUID = 1L;
        };
    }

    public static HttpRedirect redirectTo(String url) {
        return new HttpRedirect(url);
    }

    /** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
    public abstract static class HttpResponseException extends RuntimeException implements HttpResponse {
        private static final long serialVersionUID = 1L;

        public HttpResponseException(String message) {
            super(message);
        }
    }
}
