package jenkins.util.xstream;

import com.thoughtworks.xstream.XStreamException;
import com.thoughtworks.xstream.converters.ConversionException;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class CriticalXStreamException extends ConversionException {
    private static final long serialVersionUID = 1L;

    public CriticalXStreamException(XStreamException cause) {
        super(cause);
    }
}
