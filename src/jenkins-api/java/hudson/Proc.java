package hudson;

import java.io.IOException;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public abstract class Proc {
    protected Proc() {}

    public abstract boolean isAlive() throws IOException, InterruptedException;

    public abstract void kill() throws IOException, InterruptedException;

    public abstract int join() throws IOException, InterruptedException;
}
