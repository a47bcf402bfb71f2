package io.jenkins.plugins.promotionchain.engine.ssh;

import com.jcraft.jsch.ChannelExec;
import com.jcraft.jsch.JSchException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command on the server: TERM to its process group, KILL two seconds later, over a second channel. Closing the
 * channel alone leaves a program running that does not read or write, and the protocol's own signal request (RFC 4254,
 * section 6.9) is refused by OpenSSH for root and for forced commands. What began its own session goes on.
 */
final class RemoteStop implements Callable<Boolean> {

    private static final Duration ID_LIMIT = Duration.ofSeconds(2);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(5);
    private static final String KILL = "kill -s TERM -- -%1$d 2>/dev/null || exit 0; "
            + "( sleep 2; kill -s KILL -- -%1$d ) </dev/null >/dev/null 2>&1 &";

    private final JschConnection connection;
    private final ChannelExec running;
    private final ProcessIdFilter processId;

    RemoteStop(JschConnection connection, ChannelExec running, ProcessIdFilter processId) {
        this.connection = connection;
        this.running = running;
        this.processId = processId;
    }

    /** @return whether the process group got its signal */
    @Override
    public Boolean call() throws JSchException, InterruptedException {
        try {
            OptionalLong group = running.isClosed() ? OptionalLong.empty() : processId.await(ID_LIMIT);
            return group.isPresent() && kill(group.getAsLong());
        } finally {
            running.disconnect();
        }
    }

    private boolean kill(long group) throws JSchException, InterruptedException {
        ChannelExec channel = connection.newExecChannel();
        channel.setCommand(KILL.formatted(group).getBytes(StandardCharsets.US_ASCII));
        channel.setInputStream(null);
        try {
            channel.connect(Math.toIntExact(KILL_LIMIT.toMillis()));
            long deadline = System.nanoTime() + KILL_LIMIT.toNanos();
            while (!channel.isClosed() && System.nanoTime() - deadline < 0) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return channel.getExitStatus() == 0;
        } finally {
            channel.disconnect();
        }
    }
}
