package com.thoughtworks.xstream.converters;

import com.thoughtworks.xstream.XStreamException;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class ConversionException extends XStreamException {
    private static final long serialVersionUID = 1L;

    public ConversionException(String msg) {
        super(msg);
    }

    public ConversionException(Throwable cause) {
        super(cause);
    }
}
