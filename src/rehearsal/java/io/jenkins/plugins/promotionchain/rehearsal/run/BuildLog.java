package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.model.TaskListener;
import io.jenkins.plugins.promotionchain.engine.secret.SecretMasker;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** The console of a build: whole lines, from any thread, with secrets replaced. */
public final class BuildLog {

    private final PrintStream console;
    private final UnaryOperator<String> mask;
    private volatile SecretMasker hidden = SecretMasker.none();

    /** @param mask replaces what must not be seen, in one line */
    public BuildLog(PrintStream console, UnaryOperator<String> mask) {
        this.console = console;
        this.mask = mask;
    }

    /** From now on this is replaced, too. */
    synchronized void hide(Sensitive secret) {
        hidden = hidden.with(List.of(secret));
    }

    /** Prints one line. */
    public void line(String text) {
        String masked = hidden.mask(mask.apply(text));
        synchronized (console) {
            console.println(masked);
            console.flush();
        }
    }

    /** A listener whose lines begin with the prefix, as those of parallel stages do. */
    TaskListener listener(String prefix) {
        return new Listener(this, prefix);
    }

    private static final class Listener implements TaskListener {

        private static final long serialVersionUID = 1L;

        private final transient PrintStream logger;

        Listener(BuildLog log, String prefix) {
            this.logger = new PrintStream(new Lines(log, prefix), true, StandardCharsets.UTF_8);
        }

        @Override
        public PrintStream getLogger() {
            return logger;
        }
    }

    /** Collects bytes until a line is whole. */
    private static final class Lines extends OutputStream {

        private final BuildLog log;
        private final String prefix;
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        Lines(BuildLog log, String prefix) {
            this.log = log;
            this.prefix = prefix;
        }

        @Override
        public synchronized void write(int b) {
            if (b != '\n') {
                line.write(b);
                return;
            }
            String text = line.toString(StandardCharsets.UTF_8);
            line.reset();
            log.line(prefix + (text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
        }
    }
}
