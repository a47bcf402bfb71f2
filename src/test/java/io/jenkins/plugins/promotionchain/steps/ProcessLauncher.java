package io.jenkins.plugins.promotionchain.steps;

import hudson.Launcher;
import hudson.Proc;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Starts processes of this machine, and remembers which. */
final class ProcessLauncher extends Launcher {

    final List<List<String>> started = new ArrayList<>();
    private final List<Process> processes = new ArrayList<>();
    int loud;

    @Override
    public Proc launch(ProcStarter starter) throws IOException {
        started.add(starter.commands);
        ProcessBuilder builder = new ProcessBuilder(starter.commands).directory(new java.io.File(starter.pwd.getRemote()));
        builder.environment().putAll(starter.e);
        Process process = builder.start();
        processes.add(process);
        Thread output = copier(process.getInputStream(), starter.out);
        Thread errors = copier(process.getErrorStream(), starter.err);
        try (OutputStream input = process.getOutputStream()) {
            starter.in.transferTo(input);
        } catch (IOException readNoFurther) {
            process.getErrorStream();
        }
        return new Proc() {
            @Override
            public boolean isAlive() {
                return process.isAlive();
            }

            @Override
            public void kill() throws InterruptedException {
                process.destroyForcibly();
                process.waitFor();
            }

            @Override
            public int join() throws InterruptedException {
                int status = process.waitFor();
                output.join();
                errors.join();
                return status;
            }
        };
    }

    List<Process> alive() {
        return processes.stream().filter(Process::isAlive).toList();
    }

    private static Thread copier(InputStream from, OutputStream to) {
        Thread thread = new Thread(() -> {
            try (from) {
                from.transferTo(to);
            } catch (IOException closed) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }
}
