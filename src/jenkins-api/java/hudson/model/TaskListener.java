package hudson.model;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public interface TaskListener extends Serializable {
    PrintStream getLogger();

    default PrintWriter error(String msg) {
        getLogger().println("ERROR: " + msg);
        return new PrintWriter(getLogger(), true, StandardCharsets.UTF_8);
    }
}
