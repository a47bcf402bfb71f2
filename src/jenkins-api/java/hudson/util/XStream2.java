package hudson.util;

import com.thoughtworks.xstream.converters.UnmarshallingContext;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class XStream2 {
    public XStream2() {}

    /** As in the real class. */
    public abstract static class PassthruConverter<T> {
        protected PassthruConverter(XStream2 xstream) {}

        protected abstract void callback(T obj, UnmarshallingContext context);
    }
}
