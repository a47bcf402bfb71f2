package jakarta.servlet;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class ServletException extends Exception {
    private static final long serialVersionUID = 1L;

    public ServletException(String message) {
        super(message);
    }
}
