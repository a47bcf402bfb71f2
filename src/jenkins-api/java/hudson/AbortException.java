package hudson;

import java.io.IOException;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class AbortException extends IOException {
    private static final long serialVersionUID = 1L;

    public AbortException() {}

    public AbortException(String message) {
        super(message);
    }
}
