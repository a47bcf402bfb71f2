package io.jenkins.plugins.promotionchain.steps;

import hudson.Launcher;
import hudson.Proc;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts processes of this machine, and remembers which. */
final class ProcessLauncher extends Launcher.LocalLauncher {

    final List<List<String>> started = new ArrayList<>();
    private final List<Proc> processes = new ArrayList<>();

    ProcessLauncher() {
        super((TaskListener) () -> System.out);
    }

    @Override
    public Proc launch(ProcStarter starter) throws IOException {
        started.add(starter.cmds());
        Proc process = super.launch(starter);
        processes.add(process);
        return process;
    }

    int alive() throws IOException, InterruptedException {
        int alive = 0;
        for (Proc process : processes) {
            alive += process.isAlive() ? 1 : 0;
        }
        return alive;
    }
}
