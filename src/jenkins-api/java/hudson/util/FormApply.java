package hudson.util;

import org.kohsuke.stapler.HttpResponses.HttpResponseException;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class FormApply {
    public FormApply() {}

    public static HttpResponseException success(String destination) {
        return new HttpResponseException(destination) {
            private static final long serialVersionUID = 1L;
        };
    }
}
