package io.jenkins.plugins.promotionchain.engine.transaction;

import static io.jenkins.plugins.promotionchain.engine.transaction.Gatekeeper.GO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.time.Suspended;
import io.jenkins.plugins.promotionchain.engine.transaction.ShellServer.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction from its start to its end: followed, found again, answered, undone, cancelled, abandoned. */
class ServerTransactionTest extends TransactionTest {

    private static final Gatekeeper GOES = (gate, told) -> GO;

    @ParameterizedTest
    @EnumSource
    void tellsLinesPhasesAndValuesInTheirOrder(Shell shell) throws Exception {
        Follower follower = follower(server(shell));

        TransactionEnd end = follower.run(
                work(
                        "phase one",
                        "say hello",
                        "value slot 127.0.0.1:1",
                        "echo out",
                        "phase two",
                        "echo oops >&2",
                        "value slot 'two words'",
                        "value empty ''"),
                Gatekeeper.NONE);

        assertThat(follower.seen()).containsExactly("[one]", "hello", "out", "[two]", "oops");
        assertThat(end.succeeded()).isTrue();
        assertThat(end.told().all("slot")).containsExactly("127.0.0.1:1", "two words");
        assertThat(end.told().last("empty")).contains("");
        assertThat(end.refused()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void worksInTheHomeDirectoryAndEndsWithTheStatusOfTheWork(Shell shell) throws Exception {
        ShellServer server = server(shell);

        TransactionEnd end = follower(server).run(work("pwd >place", "exit 104"), Gatekeeper.NONE);

        assertThat(end.status()).isEqualTo(104);
        assertThat(server.home().resolve("place"))
                .hasContent(server.home().toRealPath().toString());
    }

    @ParameterizedTest
    @EnumSource
    void theNextAgentFindsWhatTheOneBeforeHasBegun(Shell shell) throws Exception {
        ShellServer server = server(shell);
        String work = work("echo done >>count", "say first", "value slot 1", "gate one 6000 6000", "say second");
        beginAndLose(server, id, work);

        Follower next = follower(server);
        TransactionEnd end = next.run(work, (gate, told) -> told.last("slot").orElseThrow());

        assertThat(end.succeeded()).isTrue();
        assertThat(next.seen()).containsExactly("first", "second");
        assertThat(server.home().resolve("count")).hasContent("done");
    }

    @ParameterizedTest
    @EnumSource
    void whatHasEndedIsToldAgainToWhoComesLater(Shell shell) throws Exception {
        ShellServer server = server(shell);
        String work = work("echo done >>count", "say first", "gate one 600 600", "value slot 1", "exit 7");
        follower(server).run(work, GOES);

        Follower later = follower(server);
        TransactionEnd end = later.run(work, Gatekeeper.NONE);

        assertThat(end.status()).isEqualTo(7);
        assertThat(end.told().last("slot")).contains("1");
        assertThat(later.seen()).containsExactly("first");
        assertThat(server.home().resolve("count")).hasContent("done");
    }

    @ParameterizedTest
    @EnumSource
    void aStepThatGoesOnAfterARestartRepeatsNothingOfItsLog(Shell shell) throws Exception {
        ShellServer server = server(shell);
        String work = work("phase one", "say first", "value slot 1", "gate one 600 600", "phase two", "say second");
        ReadPosition saved = new ReadPosition();
        Follower before = new Follower(server, id, saved);
        assertThatThrownBy(() -> before.run(work, (gate, told) -> {
                    throw new IllegalStateException("the controller is stopped");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(before.seen()).containsExactly("[one]", "first");

        Follower after = new Follower(server, id, saved);
        TransactionEnd end = after.run(work, (gate, told) -> told.last("slot").isPresent() ? "go" : "undo");

        assertThat(end.succeeded()).isTrue();
        assertThat(after.seen()).containsExactly("[two]", "second");
    }

    @ParameterizedTest
    @EnumSource
    void canBeLeftWhileItWaitsAndIsFoundAgainWithoutRepeatingAnything(Shell shell) throws Exception {
        ShellServer server = server(shell);
        String work = work("phase one", "say first", "until [ -e go ]; do tick; done", "gate one 600 600", "say last");
        ReadPosition saved = new ReadPosition();
        Follower first = new Follower(server, id, saved, new Leaving());
        assertThatThrownBy(() -> first.run(work, GOES)).isInstanceOf(Suspended.class);
        first.transaction().forget(line -> {});
        saved.again();
        Follower second = new Follower(server, id, saved, new Leaving());
        assertThatThrownBy(() -> second.run(work, GOES)).isInstanceOf(Suspended.class);
        Files.createFile(server.home().resolve("go"));

        saved.again();
        Follower third = new Follower(server, id, saved);
        TransactionEnd end = third.run(work, GOES);

        assertThat(end.succeeded()).isTrue();
        assertThat(first.seen()).containsExactly("[one]", "first");
        assertThat(second.seen()).isEmpty();
        assertThat(third.seen()).containsExactly("last");
    }

    @ParameterizedTest
    @EnumSource
    void isNotLeftOnceItsGatekeeperKnowsSomethingThatAnotherOneWouldNot(Shell shell) throws Exception {
        String work = work("gate one 600 600", "tick", "tick", "tick", "say end");

        Follower follower = new Follower(server(shell), id, new ReadPosition(), new LeavingAfterAGate());

        assertThat(follower.run(work, GOES).succeeded()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anAbortedStepBeginsNothingAndHasWhatRunsCancelled(Shell shell) throws Exception {
        ShellServer server = server(shell);
        String work = work("undo_with back", "touch ready", "gate one 6000 6000", "say never")
                + "back() { tick; tick; tick; echo undone >>count; }\n";

        assertThatThrownBy(() -> new Follower(server, id, new ReadPosition(), new Aborted()).run(work, GOES))
                .isInstanceOf(InterruptedException.class);
        assertThat(server.home().resolve(id.directory() + "/process")).doesNotExist();
        beginAndLose(server, id, work);
        eventually(() -> Files.exists(server.home().resolve("ready")));
        assertThatThrownBy(() -> new Follower(server, id, new ReadPosition(), new Aborted()).run(work, GOES))
                .isInstanceOf(InterruptedException.class);

        assertThat(server.home().resolve("count")).hasContent("undone");
        assertThat(server.processOf(id)).isEmpty();
    }

    /** Leaves in the first pause. */
    private static class Leaving implements Attendance {
        @Override
        public void acts() throws InterruptedException {
            // as everybody
        }

        @Override
        public void hears() {
            // leaves all the same
        }

        @Override
        public void waits(Duration pause) throws InterruptedException {
            throw new Suspended(Duration.ZERO);
        }
    }

    /** Leaves in the first pause after it has acted twice: started, and answered. */
    private static final class LeavingAfterAGate extends Leaving {
        private int acted;

        @Override
        public void acts() {
            acted++;
        }

        @Override
        public void waits(Duration pause) throws InterruptedException {
            if (acted > 1) {
                super.waits(pause);
            }
        }
    }

    private static final class Aborted extends Leaving {
        @Override
        public void acts() throws InterruptedException {
            throw new InterruptedException();
        }

        @Override
        public void waits(Duration pause) throws InterruptedException {
            acts();
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksAtEachGateOnceAndHandsTheAnswerOver(Shell shell) throws Exception {
        List<String> asked = new ArrayList<>();

        TransactionEnd end = follower(server(shell))
                .run(
                        work(
                                "gate one 600 600",
                                "value said \"$answer\"",
                                "gate two 600 600",
                                "value said \"$answer\""),
                        (gate, told) -> {
                            asked.add(gate);
                            return "answer-to-" + gate;
                        });

        assertThat(asked).containsExactly("one", "two");
        assertThat(end.told().all("said")).containsExactly("answer-to-one", "answer-to-two");
    }

    @ParameterizedTest
    @EnumSource
    void asksAgainWhenTheConnectionBreaksInTheMiddleOfAnAnswer(Shell shell) throws Exception {
        List<String> asked = new ArrayList<>();

        TransactionEnd end = follower(server(shell)).run(work("gate one 600 600", "exit 3"), (gate, told) -> {
            asked.add(gate);
            if (asked.size() == 1) {
                throw new ConnectionLost("The connection broke", "Run the build again");
            }
            return GO;
        });

        assertThat(end.status()).isEqualTo(3);
        assertThat(asked).containsExactly("one", "one");
    }

    @ParameterizedTest
    @EnumSource
    void undoesWhatTheGatekeeperRefusesAndHandsTheReasonOn(Shell shell) throws Exception {
        ShellServer server = server(shell);
        Unhealthy unhealthy = new Unhealthy("It is not healthy", "Look");
        Follower follower = follower(server);

        TransactionEnd end = follower.run(
                work("undo_with back", "gate one 600 600", "say never") + "back() { echo undone >>count; }\n",
                (gate, told) -> {
                    throw unhealthy;
                });

        assertThat(end.status()).isEqualTo(TransactionEnd.REFUSED);
        assertThat(end.refused()).contains(unhealthy);
        assertThat(follower.seen()).containsExactly("[undo]");
        assertThat(server.home().resolve("count")).hasContent("undone");
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhenUndoingFailsAndUndoesNothingThatIsDoneForGood(Shell shell) throws Exception {
        TransactionEnd failed =
                follower(server(shell)).run(work("undo_with back", "exit 5") + "back() { return 1; }\n", GOES);
        Follower follower = new Follower(server(shell), another());
        TransactionEnd forGood =
                follower.run(work("undo_with back", "undo_with ''", "exit 5") + "back() { say never; }\n", GOES);

        assertThat(failed.told().last("undone")).contains("no");
        assertThat(forGood.status()).isEqualTo(5);
        assertThat(follower.seen()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anAbortAtAGateUndoesAndEndsEverything(Shell shell) throws Exception {
        ShellServer server = server(shell);
        Follower follower = follower(server);

        assertThatThrownBy(() -> follower.run(
                        work("undo_with back", "gate one 600 600") + "back() { echo undone >>count; }\n",
                        (gate, told) -> {
                            throw new InterruptedException();
                        }))
                .isInstanceOf(InterruptedException.class);

        assertThat(follower.seen()).containsExactly("[undo]");
        assertThat(server.home().resolve("count")).hasContent("undone");
        assertThat(server.processOf(id)).isEmpty();
        assertThat(follower(server).run("", GOES).status()).isEqualTo(143);
    }

    @ParameterizedTest
    @EnumSource
    void anAbortInTheMiddleOfTheWorkUndoesAndEndsEverything(Shell shell) throws Exception {
        ShellServer server = server(shell);
        Follower follower = follower(server);
        Thread thread = new Thread(() -> {
            try {
                follower.run(
                        work("undo_with back", "phase long", "while :; do sleep 1; done")
                                + "back() { echo undone >>count; }\n",
                        GOES);
            } catch (InterruptedException e) {
                follower.seen().add("aborted");
            } catch (Exception e) {
                follower.seen().add(e.toString());
            }
        });
        thread.start();
        eventually(() -> follower.seen().contains("[long]"));

        thread.interrupt();
        thread.join(Duration.ofSeconds(10).toMillis());

        assertThat(thread.isAlive()).isFalse();
        assertThat(follower.seen()).containsExactly("[long]", "[undo]", "aborted");
        assertThat(server.home().resolve("count")).hasContent("undone");
        assertThat(server.processOf(id)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void undoesItselfWhenNobodyAnswers(Shell shell) throws Exception {
        ShellServer server = server(shell);
        String work = work("undo_with back", "gate one 2 600") + "back() { echo undone >>count; }\n";
        beginAndLose(server, id, work);
        eventually(() -> server.processOf(id).isEmpty());

        Follower later = follower(server);
        TransactionEnd end = later.run(work, Gatekeeper.NONE);

        assertThat(end.status()).isEqualTo(TransactionEnd.ABANDONED);
        assertThat(later.seen()).containsExactly("Nobody has answered for 2 s: the build seems to be gone.", "[undo]");
        assertThat(server.home().resolve("count")).hasContent("undone");
    }

    @ParameterizedTest
    @EnumSource
    void waitsForAnAnswerAsLongAsACommandOfTheBuildRuns(Shell shell) throws Exception {
        ShellServer server = server(shell);
        AttendedServer attended = new AttendedServer(server, id);

        TransactionEnd end = follower(server).run(work("gate one 1 1", "exit 3"), (gate, told) -> {
            attended.run(Command.of("sh", "-c", "sleep 1; touch asked"));
            return GO;
        });

        assertThat(end.status()).isEqualTo(3);
        assertThat(server.home().resolve("asked")).exists();
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingBehindOnceItIsForgotten(Shell shell) throws Exception {
        ShellServer server = server(shell);
        Path transactions = server.home().resolve(id.directory()).getParent();
        Path old = Files.createDirectories(transactions.resolve("old"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(9))));
        Path recent = Files.createDirectories(transactions.resolve("recent"));
        Follower follower = follower(server);
        follower.run(work("say hello"), GOES);

        follower.transaction().forget(line -> {});

        assertThat(transactions).isDirectoryContaining(recent::equals);
        assertThat(old).doesNotExist();
        assertThat(server.home().resolve(id.directory())).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void isNotForgottenWhileItRuns(Shell shell) throws Exception {
        ShellServer server = server(shell);
        Follower follower = beginAndLose(server, id, work("gate one 6000 6000"));

        follower.transaction().forget(line -> {});

        assertThat(server.processOf(id)).isNotEmpty();
        assertThat(follower(server).run("", GOES).succeeded()).isTrue();
    }
}
