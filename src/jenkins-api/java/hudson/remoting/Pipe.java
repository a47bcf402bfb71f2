package hudson.remoting;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/**
 * Stand-in declaration with the behaviour that tests need, both ends in one process; docs/jenkins-api.md says what it was
 * compared with.
 */
public final class Pipe implements Serializable {

    private static final long serialVersionUID = 1L;

    private final transient InputStream in;
    private final transient OutputStream out;

    private Pipe() {
        PipedOutputStream end = new PipedOutputStream();
        try {
            in = new PipedInputStream(end, 65_536);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = end;
    }

    public InputStream getIn() {
        return in;
    }

    public OutputStream getOut() {
        return out;
    }

    public static Pipe createRemoteToLocal() {
        return new Pipe();
    }

    public static Pipe createLocalToRemote() {
        return new Pipe();
    }
}
