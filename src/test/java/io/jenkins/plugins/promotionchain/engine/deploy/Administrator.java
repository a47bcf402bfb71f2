package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Somebody who is root on a server of the sandbox without SSH: enters its namespaces. Does there what goes wrong in the
 * life of a server, and puts it right again.
 */
final class Administrator {

    /** Keeps the engine's own words in a file of the server, and none of the streams of whoever starts it open. */
    private static final String START_DOCKER = "xargs -0 setsid </tmp/dockerd.arguments >>/var/log/dockerd.log 2>&1 &"
            + " for i in $(seq 300); do docker version >/dev/null 2>&1 && exit; sleep 0.1; done; exit 1";

    private static final String STOP_DOCKER = "p=$(cat /run/docker.pid); cat /proc/$p/cmdline >/tmp/dockerd.arguments;"
            + " kill $p; while kill -0 $p 2>/dev/null; do sleep 0.02; done";

    /** Whether containers go on without the engine. */
    enum LiveRestore {
        ON,
        OFF
    }

    private final LocalProcessRunner machine = new LocalProcessRunner(Path.of("/"), Map.of());
    private final Path cell;

    /** @param server for example {@code dev-backend} */
    Administrator(int instance, String server) {
        this.cell = Path.of("/run/promotion-chain-" + instance, "cells", server, "pid");
    }

    /** @return what the script writes, without white space at either end */
    String run(String script) throws Exception {
        return machine.runOrFail(
                Command.of("nsenter", "-t", first(), "-m", "-u", "-p", "-r", "-w", "sh", "-c", script),
                "Look at the sandbox: " + script);
    }

    /** What the script writes, whatever its exit status. */
    CommandResult tryTo(String script) throws Exception {
        return machine.run(Command.of("nsenter", "-t", first(), "-m", "-u", "-p", "-r", "-w", "sh", "-c", script));
    }

    /** Ends the docker engine; containers go on where it has live-restore, as it has usually. */
    void stopDocker() throws Exception {
        run(STOP_DOCKER);
    }

    /** Starts the engine that was stopped, with the same arguments, and waits until it answers. */
    void startDocker() throws Exception {
        run(START_DOCKER);
    }

    /** Starts the engine that was stopped, with or without {@code --live-restore} from now on. */
    void startDocker(LiveRestore liveRestore) throws Exception {
        String file = "/tmp/dockerd.arguments";
        run("tr '\\0' '\\n' <" + file + " | grep -vx -e --live-restore >" + file + ".new; "
                + (liveRestore == LiveRestore.ON ? "echo --live-restore >>" + file + ".new; " : "")
                + "tr '\\n' '\\0' <" + file + ".new >" + file);
        startDocker();
    }

    /** Ends the SSH server and all connections to it. */
    void stopSsh() throws Exception {
        // each connection is two processes, and the second one lives on without the first
        run(
                "of() { for each; do pgrep -P $each; done; }; p=$(cat /run/sshd.pid); c=$(of $p); kill $p $c $(of $c) 2>/dev/null;"
                        + " while kill -0 $p 2>/dev/null; do sleep 0.02; done");
    }

    void startSsh() throws Exception {
        run("/usr/sbin/sshd -f /etc/ssh/sshd_config -E /var/log/sshd.log");
    }

    /** Changes a file that is mounted and so cannot be replaced. */
    void edit(String file, String sed) throws Exception {
        run("sed '" + sed + "' " + file + " >/tmp/edited && cat /tmp/edited >" + file + " && rm /tmp/edited");
    }

    private String first() throws Exception {
        String starter = Files.readString(cell).split(" ")[0];
        return Files.readString(Path.of("/proc", starter, "task", starter, "children"))
                .strip();
    }
}
