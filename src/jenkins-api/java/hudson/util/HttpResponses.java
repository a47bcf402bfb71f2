package hudson.util;

import java.util.Map;
import org.kohsuke.stapler.HttpResponse;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. An answer's text is its content. */
public class HttpResponses extends org.kohsuke.stapler.HttpResponses {
    public HttpResponses() {}

    public static HttpResponse okJSON(Map<?, ?> data) {
        return answer("ok " + data);
    }

    public static HttpResponse errorJSON(String message) {
        return answer("error " + message);
    }

    private static HttpResponse answer(String content) {
        return new HttpResponse() {
            @Override
            public String toString() {
                return content;
            }
        };
    }
}
