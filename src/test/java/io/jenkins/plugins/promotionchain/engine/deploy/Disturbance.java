package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Counts what a deployment asks of a server, over all its connections, and does something about the Nth: lets the
 * connection break before it or after it, so that its answer is lost; aborts the build; ends it without a word.
 */
final class Disturbance {

    /** What is done about the Nth. */
    enum Kind {
        CUT_BEFORE,
        CUT_AFTER,
        ABORT,
        KILL
    }

    private static final Pattern BEAT = Pattern.compile("\\d{8}");

    private final Kind kind;
    private final int at;
    private int count;
    private String last = "";

    Disturbance(Kind kind, int at) {
        this.kind = kind;
        this.at = at;
    }

    /** Whether there was an Nth. */
    boolean happened() {
        return count >= at;
    }

    Server on(Server server) {
        return new Disturbed(server);
    }

    @FunctionalInterface
    private interface Use<T> {
        T run() throws PromotionFailure, InterruptedException;
    }

    private final class Disturbed implements Server {

        private final Server server;

        Disturbed(Server server) {
            this.server = server;
        }

        @Override
        public String place() {
            return server.place();
        }

        @Override
        public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
            String asked = command.words().stream()
                    .filter(word -> !BEAT.matcher(word).matches())
                    .collect(Collectors.joining(" "));
            if (asked.equals(last)) {
                return server.run(command, live);
            }
            last = asked;
            return disturbed(() -> server.run(command, live));
        }

        @Override
        public FileChange put(RemoteFile file) throws PromotionFailure, InterruptedException {
            return disturbed(() -> server.put(file));
        }

        /** One that is cut afterwards is there and leads nowhere. */
        @Override
        public Tunnel openTunnel(Endpoint target) throws PromotionFailure, InterruptedException {
            if (++count == at && kind == Kind.CUT_AFTER) {
                Tunnel tunnel = server.openTunnel(target);
                server.close();
                return tunnel;
            }
            count--;
            return disturbed(() -> server.openTunnel(target));
        }

        @Override
        public void close() {
            server.close();
        }

        private <T> T disturbed(Use<T> use) throws PromotionFailure, InterruptedException {
            if (++count != at) {
                return use.run();
            }
            switch (kind) {
                case CUT_BEFORE -> throw cut();
                case ABORT -> Thread.currentThread().interrupt();
                case KILL -> throw new IllegalStateException("The build is killed");
                case CUT_AFTER -> {
                    use.run();
                    throw cut();
                }
            }
            return use.run();
        }

        private ConnectionLost cut() {
            server.close();
            return new ConnectionLost("The connection was cut by the test", "Look at number " + at);
        }
    }
}
