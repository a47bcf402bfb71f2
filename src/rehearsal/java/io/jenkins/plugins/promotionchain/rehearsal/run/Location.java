package io.jenkins.plugins.promotionchain.rehearsal.run;

import java.util.Arrays;
import java.util.Optional;

/** Lines of the Jenkinsfile, as stack traces have them. */
final class Location {

    /** What code of the Jenkinsfile is compiled as, whatever its file is called. */
    static final String SCRIPT = "Jenkinsfile";

    private Location() {}

    /** The line that is being run; 0 outside of a Jenkinsfile. */
    static int ofCaller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(each -> SCRIPT.equals(each.getFileName()))
                        .mapToInt(StackWalker.StackFrame::getLineNumber)
                        .findFirst())
                .orElse(0);
    }

    /** The line from which it was thrown. */
    static Optional<Integer> of(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(each -> SCRIPT.equals(each.getFileName()))
                .map(StackTraceElement::getLineNumber)
                // what Groovy makes around the code has no line
                .filter(line -> line > 0)
                .findFirst();
    }
}
