package com.thoughtworks.xstream;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class XStreamException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public XStreamException(String message) {
        super(message);
    }

    public XStreamException(Throwable cause) {
        super(cause);
    }
}
