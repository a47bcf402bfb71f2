package hudson;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public abstract class Launcher {
    protected final TaskListener listener;

    protected Launcher(TaskListener listener, VirtualChannel channel) {
        this.listener = listener;
    }

    public final ProcStarter launch() {
        return new ProcStarter();
    }

    public abstract Proc launch(ProcStarter starter) throws IOException;

    /** As in the real class: how a process is to be started. */
    public final class ProcStarter {
        private List<String> commands = List.of();
        private Map<String, String> variables = Map.of();
        private FilePath pwd;
        private InputStream stdin = InputStream.nullInputStream();
        private OutputStream stdout = OutputStream.nullOutputStream();
        private OutputStream stderr;

        public ProcStarter cmds(List<String> args) {
            commands = List.copyOf(args);
            return this;
        }

        public ProcStarter cmds(String... args) {
            return cmds(List.of(args));
        }

        public List<String> cmds() {
            return commands;
        }

        public ProcStarter envs(Map<String, String> overrides) {
            variables = Map.copyOf(overrides);
            return this;
        }

        public String[] envs() {
            return variables.entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .toArray(String[]::new);
        }

        public ProcStarter pwd(FilePath workDir) {
            pwd = workDir;
            return this;
        }

        public FilePath pwd() {
            return pwd;
        }

        public ProcStarter quiet(boolean quiet) {
            return this;
        }

        public ProcStarter stdin(InputStream in) {
            stdin = in;
            return this;
        }

        public InputStream stdin() {
            return stdin;
        }

        public ProcStarter stdout(OutputStream out) {
            stdout = out;
            return this;
        }

        public OutputStream stdout() {
            return stdout;
        }

        public ProcStarter stderr(OutputStream err) {
            stderr = err;
            return this;
        }

        public OutputStream stderr() {
            return stderr;
        }

        public Proc start() throws IOException {
            return launch(this);
        }

        public int join() throws IOException, InterruptedException {
            return start().join();
        }
    }

    /** As in the real class: starts processes on this machine. */
    public static class LocalLauncher extends Launcher {
        public LocalLauncher(TaskListener listener) {
            super(listener, null);
        }

        @Override
        public Proc launch(ProcStarter starter) throws IOException {
            return new LocalProcess(starter);
        }
    }
}
