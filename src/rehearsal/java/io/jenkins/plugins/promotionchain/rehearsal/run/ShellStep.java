package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.AbortException;
import hudson.Launcher;
import hudson.Proc;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The step {@code sh}. As in Jenkins the script is a file, which keeps it off the command line, and runs with
 * {@code sh -xe} unless its first line says otherwise.
 */
final class ShellStep {

    private ShellStep() {}

    static Object run(Steps steps, StepCall call) throws StepFailed, IOException, InterruptedException {
        boolean returnStdout = call.flag("returnStdout");
        boolean returnStatus = call.flag("returnStatus");
        if (returnStdout && returnStatus) {
            throw new StepFailed("sh takes returnStdout or returnStatus, not both");
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int status;
        try (WholeLines log = new WholeLines(steps.scope().listener().getLogger())) {
            Launcher.ProcStarter starter = new Launcher.LocalLauncher(
                            steps.scope().listener())
                    .launch()
                    .envs(steps.scope().environment())
                    .pwd(steps.scope().directory());
            // Without a stream of its own what the script says of errors stands where it said it.
            status = runScript(
                    call.text("script"), returnStdout ? starter.stdout(kept).stderr(log) : starter.stdout(log));
        }
        if (returnStatus) {
            return status;
        }
        if (status != 0) {
            throw new AbortException("script returned exit code " + status);
        }
        return returnStdout ? kept.toString(StandardCharsets.UTF_8) : null;
    }

    private static int runScript(String text, Launcher.ProcStarter starter) throws IOException, InterruptedException {
        Path script = Files.createTempFile(
                "rehearsal", ".sh", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        try {
            Files.writeString(script, text);
            return join(starter.cmds(
                            text.startsWith("#!")
                                    ? List.of(script.toString())
                                    : List.of("sh", "-xe", script.toString()))
                    .start());
        } finally {
            Files.delete(script);
        }
    }

    private static int join(Proc process) throws IOException, InterruptedException {
        try {
            return process.join();
        } catch (InterruptedException aborted) {
            process.kill();
            throw aborted;
        }
    }

    /** Ends the last line, so that what comes next in the log begins one. Does not close the log. */
    private static final class WholeLines extends FilterOutputStream {

        private int last = '\n';

        WholeLines(PrintStream log) {
            super(log);
        }

        @Override
        public synchronized void write(int b) throws IOException {
            last = b;
            super.write(b);
        }

        @Override
        public synchronized void close() throws IOException {
            if (last != '\n') {
                super.write('\n');
            }
            flush();
        }
    }
}
