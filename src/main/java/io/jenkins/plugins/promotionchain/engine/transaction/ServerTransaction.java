package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.ReconnectingServer;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.time.Suspended;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Starts a script on a server in a session of its own, or finds the one that this build has started before, and follows
 * it to its end: reads its log, answers its gates, cancels it when the build is aborted. The script goes on or undoes
 * itself alone when nobody follows it any more. Used by one thread.
 */
public final class ServerTransaction {

    /** Of the log, in one answer. */
    private static final int MOST_BYTES = 256 * 1024;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final ReconnectingServer server;
    private final Sleeper sleeper;
    private final String directory;
    private final TransactionScripts scripts;
    private final String token;
    private final ReadPosition position;
    private final Attendance attendance;
    private final TransactionLog events;
    private long offset;
    private int beat;
    private int answered;
    private boolean cancelled;
    private boolean ended;
    private Optional<PromotionFailure> refused = Optional.empty();

    /**
     * @param position from which on the log is news
     * @param log gets the words of the script and of what it runs, from the position on
     * @param phases is told each phase that the script begins
     * @param attendance may leave the script alone while it waits
     */
    public ServerTransaction(
            ReconnectingServer server,
            Sleeper sleeper,
            TransactionId id,
            ReadPosition position,
            Log log,
            Consumer<String> phases,
            Attendance attendance) {
        this.server = server;
        this.sleeper = sleeper;
        this.position = position;
        this.attendance = attendance;
        this.directory = id.directory();
        this.token = "#" + id;
        this.scripts = new TransactionScripts(directory, token);
        this.events = new TransactionLog(token, log, phases::accept);
    }

    /**
     * Runs it to its end, or goes on with the one that runs or has ended already.
     *
     * @param work the shell function {@code work} and what it needs; see {@code transaction.sh} for what it finds
     * @throws ConnectionLost when the server could not be reached again; the script finishes or undoes itself alone
     * @throws PromotionFailure when it cannot be started
     * @throws Suspended when the attendance leaves; the same call finds the script again
     * @throws InterruptedException when the build was aborted; the script has undone itself, or the log says why not
     */
    public TransactionEnd run(String work, Gatekeeper gatekeeper) throws PromotionFailure, InterruptedException {
        try {
            server.steadily(() -> start(work));
            return follow(gatekeeper);
        } catch (InterruptedException e) {
            new Cancellation(this::cancelAndFollow).run();
            throw e;
        }
    }

    /**
     * Removes its files from the server, once it has ended. One that is still running, because the server cannot be
     * reached, keeps them: the same build finds it again. What stays behind is removed by others after a week.
     */
    public void forget(Log log) {
        if (!ended) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            server.run(scripts.remove());
        } catch (PromotionFailure e) {
            log.line(
                    "(The files of this deployment in ~/" + directory + " on " + server.place() + " are still there.)");
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Optional<Void> start(String work) throws PromotionFailure, InterruptedException {
        if (read().phase() != TransactionState.Phase.ABSENT) {
            position.starts();
            return Optional.empty();
        }
        act();
        position.starts();
        server.put(RemoteFile.secret(directory + "/script", Sensitive.of(TransactionScripts.whole(work))));
        CommandResult result = server.run(scripts.start());
        if (result.exitStatus() == 127) {
            throw new CommandFailed(
                    "The program " + result.errors().strip() + " is missing on " + server.place(),
                    "Install it there (Debian: util-linux; it is part of busybox, too)");
        }
        if (!result.succeeded()) {
            throw new CommandFailed(
                    "Nothing can be started on " + server.place() + " in ~/" + directory + ": "
                            + result.errors().strip(),
                    "Check the free space and the rights of the account's home directory; nothing was changed");
        }
        return Optional.empty();
    }

    private TransactionEnd follow(Gatekeeper gatekeeper) throws PromotionFailure, InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        while (true) {
            TransactionState state = server.steadily(this::read);
            boolean news = state.offset() > offset;
            offset = state.offset();
            events.read(state.text());
            if (position.reached(offset)) {
                attendance.hears();
            }
            if (news) {
                pause = SHORTEST_PAUSE;
                continue;
            }
            switch (state.phase()) {
                case ENDED -> {
                    ended = true;
                    return new TransactionEnd(state.status().orElseThrow(), events.told(), refused);
                }
                case DEAD, ABSENT -> {
                    ended = true;
                    events.end();
                    return new TransactionEnd(TransactionEnd.DIED, events.told(), refused);
                }
                case RUNNING -> {
                    Optional<TransactionLog.Gate> gate = events.gate().filter(open -> open.number() > answered);
                    if (gate.isPresent()) {
                        act();
                        answer(gate.get(), gatekeeper);
                        pause = SHORTEST_PAUSE;
                    } else if (!cancelled && (answered == 0 || !gatekeeper.remembers())) {
                        attendance.waits(pause);
                    }
                    sleeper.sleep(pause);
                    pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                }
            }
        }
    }

    private void answer(TransactionLog.Gate gate, Gatekeeper gatekeeper) throws PromotionFailure, InterruptedException {
        String word = server.steadily(() -> wordOf(gate, gatekeeper));
        CommandResult result = server.steadily(() -> server.run(scripts.answer(gate.number(), word)));
        if (!result.succeeded()) {
            // a full disk takes no answer, but a signal reaches everybody
            server.steadily(() -> server.run(scripts.cancel()));
        }
        answered = gate.number();
    }

    private String wordOf(TransactionLog.Gate gate, Gatekeeper gatekeeper)
            throws PromotionFailure, InterruptedException {
        try {
            return gatekeeper.answer(gate.name(), events.told());
        } catch (ConnectionLost e) {
            throw e;
        } catch (PromotionFailure e) {
            refused = Optional.of(e);
            return "undo";
        }
    }

    /** What was cancelled is followed to its end. */
    private void act() throws InterruptedException {
        if (!cancelled) {
            attendance.acts();
        }
    }

    private void cancelAndFollow() throws PromotionFailure, InterruptedException {
        cancelled = true;
        server.steadily(() -> server.run(scripts.cancel()));
        follow((gate, told) -> "undo");
    }

    private TransactionState read() throws PromotionFailure, InterruptedException {
        CommandResult result = server.run(scripts.read(offset, beat++, position.most(offset, MOST_BYTES)));
        try {
            return TransactionState.parse(result, token);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(
                    "The state of what runs on " + server.place() + " in ~/" + directory + " cannot be read ("
                            + e.getMessage() + ")",
                    "Check the account's login shell and home directory on that server",
                    e);
        }
    }
}
