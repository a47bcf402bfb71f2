package hudson;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A process on this machine, for the stand-in of {@link Launcher.LocalLauncher}. */
final class LocalProcess extends Proc {
    private final Process process;
    private final List<Thread> copiers = new ArrayList<>();

    LocalProcess(Launcher.ProcStarter starter) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(starter.cmds());
        if (starter.pwd() != null) {
            builder.directory(new File(starter.pwd().getRemote()));
        }
        for (String variable : starter.envs()) {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        builder.redirectErrorStream(starter.stderr() == null);
        process = builder.start();
        copy(process.getInputStream(), starter.stdout());
        if (starter.stderr() != null) {
            copy(process.getErrorStream(), starter.stderr());
        }
        // Not joined: a program that never reads its input must not keep the build waiting.
        daemon(() -> feed(starter.stdin()));
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void kill() throws InterruptedException {
        // Not Process.destroy: it closes the streams, and a script that cleans up after the signal dies of its first
        // word.
        process.descendants().forEach(ProcessHandle::destroy);
        process.toHandle().destroy();
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        // Not for ever: a program that went on in the background may hold the streams.
        for (Thread copier : copiers) {
            copier.join(TimeUnit.SECONDS.toMillis(1));
        }
    }

    @Override
    public int join() throws InterruptedException {
        int status = process.waitFor();
        for (Thread copier : copiers) {
            copier.join();
        }
        return status;
    }

    private void feed(InputStream in) {
        try (OutputStream out = process.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // The program ended or closed its input before it had read everything, as it may.
            Logger.getLogger(LocalProcess.class.getName()).log(Level.FINE, "Input was not read to its end", e);
        }
    }

    private void copy(InputStream from, OutputStream to) {
        copiers.add(daemon(() -> {
            try (from) {
                byte[] buffer = new byte[8192];
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                    to.write(buffer, 0, n);
                    to.flush();
                }
            } catch (IOException e) {
                Logger.getLogger(LocalProcess.class.getName()).log(Level.WARNING, "Output of a process was lost", e);
            }
        }));
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "process streams");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
