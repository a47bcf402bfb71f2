package io.jenkins.plugins.promotionchain.engine.transaction;

import static io.jenkins.plugins.promotionchain.engine.transaction.Gatekeeper.GO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.Unhealthy;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.transaction.FaultyConnection.When;
import io.jenkins.plugins.promotionchain.engine.transaction.ShellServer.Shell;
import java.nio.file.Files;
import java.util.Collections;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong between a build and its transaction, and what servers put in the way. */
class TransactionFaultTest extends TransactionTest {

    private static final Gatekeeper GOES = (gate, told) -> GO;
    private static final String[] WITHOUT_FLOCK = {"cat", "cut", "id", "mkdir", "mv", "rm", "setsid", "sleep", "wc"};

    @ParameterizedTest
    @CsvSource({"DASH,BEFORE", "DASH,AFTER", "BUSYBOX,BEFORE", "BUSYBOX,AFTER"})
    void aConnectionThatBreaksAtAnyCommandChangesNothing(Shell shell, When when) throws Exception {
        boolean hit = true;
        for (int breaksAt = 1; hit; breaksAt++) {
            ShellServer server = server(shell);
            FaultyConnection connection = new FaultyConnection(server, breaksAt, when);
            Follower follower = new Follower(connection, id);

            TransactionEnd end = follower.run(
                    work("echo done >>count", "say first", "gate one 600 600", "value said \"$answer\"", "say last"),
                    (gate, told) -> gate + "-answered");

            String why = "broken " + when + " command " + breaksAt;
            assertThat(end.status()).as(why).isZero();
            assertThat(end.told().all("said")).as(why).containsExactly("one-answered");
            assertThat(follower.seen()).as(why).containsExactly("first", "last");
            assertThat(server.home().resolve("count")).as(why).hasContent("done");
            hit = connection.hasBroken() && breaksAt < 60;
        }
    }

    @ParameterizedTest
    @CsvSource({"DASH,BEFORE", "DASH,AFTER", "BUSYBOX,BEFORE", "BUSYBOX,AFTER"})
    void norDoesOneThatBreaksAtAnyCommandWhileEverythingIsUndone(Shell shell, When when) throws Exception {
        boolean hit = true;
        for (int breaksAt = 1; hit; breaksAt++) {
            ShellServer server = server(shell);
            FaultyConnection connection = new FaultyConnection(server, breaksAt, when);
            Unhealthy reason = new Unhealthy("It is not healthy", "Look");

            TransactionEnd end = new Follower(connection, id)
                    .run(
                            work("undo_with back", "gate one 600 600") + "back() { echo undone >>count; }\n",
                            (gate, told) -> {
                                throw reason;
                            });

            String why = "broken " + when + " command " + breaksAt;
            assertThat(end.status()).as(why).isEqualTo(TransactionEnd.REFUSED);
            assertThat(end.refused()).as(why).contains(reason);
            assertThat(server.home().resolve("count")).as(why).hasContent("undone");
            hit = connection.hasBroken() && breaksAt < 60;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatIsKilledHasDiedAndItsLastWordsAreTold(Shell shell) throws Exception {
        ShellServer server = server(shell);
        Follower follower = follower(server);
        Future<TransactionEnd> followed = meanwhile(() -> follower.run(
                work("value slot 1", "phase long", "printf 'no line end'", "touch said", "while :; do sleep 1; done"),
                GOES));
        eventually(server.home().resolve("said"));
        eventually(() -> follower.seen().contains("[long]"));

        server.processOf(id).forEach(ProcessHandle::destroyForcibly);

        assertThat(followed.get().status()).isEqualTo(TransactionEnd.DIED);
        assertThat(followed.get().told().last("slot")).contains("1");
        assertThat(follower.seen()).containsExactly("[long]", "no line end");
    }

    @ParameterizedTest
    @EnumSource
    void wordsWithoutALineEndHideNoEvent(Shell shell) throws Exception {
        Follower follower = follower(server(shell));

        TransactionEnd end =
                follower.run(work("printf half", "phase two", "printf 'last words'", "exit 3"), Gatekeeper.NONE);

        assertThat(end.status()).isEqualTo(3);
        assertThat(follower.seen()).containsExactly("half", "[two]", "last words");
    }

    @ParameterizedTest
    @EnumSource
    void noiseThatIsNoTextHidesNoEvent(Shell shell) throws Exception {
        Follower follower = follower(server(shell));

        TransactionEnd end = follower.run(
                work(
                        "phase one",
                        "head -c 100000 /dev/urandom",
                        "value noise over",
                        "printf '\\377\\376\\000\\n'",
                        "phase two"),
                Gatekeeper.NONE);

        assertThat(end.succeeded()).isTrue();
        assertThat(end.told().last("noise")).contains("over");
        assertThat(follower.seen()).startsWith("[one]").endsWith("[two]");
    }

    @ParameterizedTest
    @EnumSource
    void aMebibyteOfWordsArrivesWhole(Shell shell) throws Exception {
        Follower follower = follower(server(shell));

        TransactionEnd end = follower.run(
                work("yes 'a line of fifteen' | head -c 1048560", "echo", "gate one 600 600", "phase last"), GOES);

        assertThat(end.succeeded()).isTrue();
        assertThat(Collections.frequency(follower.seen(), "a line of fifteen")).isEqualTo(1048560 / 18);
        assertThat(follower.seen()).endsWith("[last]");
    }

    @ParameterizedTest
    @EnumSource
    void lettersOfSeveralBytesAreNotCutInPieces(Shell shell) throws Exception {
        ShellServer server = server(shell);
        String work = work("printf xxx", "yes '\u00e4\u00f6\u20ac' | head -n 100000");
        Follower follower = follower(server);
        follower.run(work, Gatekeeper.NONE);

        Follower later = follower(server);
        later.run(work, Gatekeeper.NONE);

        assertThat(later.seen()).hasSize(100_000).startsWith("xxx\u00e4\u00f6\u20ac");
        assertThat(later.seen().subList(1, 100_000)).containsOnly("\u00e4\u00f6\u20ac");
        assertThat(follower.seen()).isEqualTo(later.seen());
    }

    @ParameterizedTest
    @EnumSource
    void aLineThatIsLongerThanOneAnswerArrives(Shell shell) throws Exception {
        Follower follower = follower(server(shell));

        follower.run(
                work("head -c 1000000 /dev/zero | tr '\\0' x", "gate one 600 600", "echo", "gate two 600 600"), GOES);

        assertThat(follower.seen()).containsExactly("x".repeat(1_000_000), "");
    }

    @ParameterizedTest
    @EnumSource
    void aStartWhoseConnectionIsCutInTheMiddleIsWaitedForNotTakenForDead(Shell shell) throws Exception {
        ShellServer server = server(shell);
        String work = work("echo done >>count", "say one", "exit 3");
        Future<?> cut = meanwhile(() -> startSlowly(server, work));
        eventually(server.home().resolve(id.directory()).resolve("started"));

        Follower follower = follower(server);
        TransactionEnd end = follower.run(work, GOES);

        cut.get();
        assertThat(end.status()).isEqualTo(3);
        assertThat(follower.seen()).containsExactly("one");
        assertThat(server.home().resolve("count")).hasContent("done");
    }

    @ParameterizedTest
    @EnumSource
    void anAbortWhileItIsBeingStartedEndsIt(Shell shell) throws Exception {
        ShellServer server = server(shell);
        String work = work("undo_with back", "gate one 6000 6000") + "back() { touch undone; }\n";
        Future<?> start = meanwhile(() -> startSlowly(server, work));
        eventually(server.home().resolve(id.directory()).resolve("started"));
        Follower follower = follower(server);
        Thread thread = new Thread(() -> {
            try {
                follower.run(work, GOES);
            } catch (Exception e) {
                follower.seen().add(e.getClass().getSimpleName());
            }
        });

        thread.start();
        thread.interrupt();
        thread.join();

        start.get();
        assertThat(follower.seen()).endsWith("InterruptedException");
        assertThat(server.processOf(id)).isEmpty();
    }

    /** As start.sh does, but with a pause after its first change. */
    private boolean startSlowly(ShellServer server, String work) throws Exception {
        server.put(RemoteFile.secret(id.directory() + "/script", Sensitive.of(TransactionScripts.whole(work))));
        String script = ShellScript.beside(TransactionScripts.class, "start.sh")
                .replace("if mkdir started 2>/dev/null; then\n", "if mkdir started; then\nsleep 0.3\n");
        return server.run(Command.of("sh", "-c", script, "slow", id.directory(), "#" + id))
                .succeeded();
    }

    @ParameterizedTest
    @EnumSource
    void aGreetingOfTheShellIsNotTakenForAnAnswer(Shell shell) throws Exception {
        ShellServer server = server(shell).greetingWith("Welcome!\n  # running absent 0\nNo line end");
        Follower follower = follower(server);

        TransactionEnd end = follower.run(work("say one", "gate one 600 600", "exit 3"), GOES);

        assertThat(end.status()).isEqualTo(3);
        assertThat(follower.seen()).containsExactly("one");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheProgramThatIsMissing(Shell shell) throws Exception {
        ShellServer server = known(ShellServer.bare(directory.resolve("bare"), shell, WITHOUT_FLOCK));

        assertThatThrownBy(() -> follower(server).run(work("say never"), GOES))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("The program flock is missing on this machine")
                .hasMessageContaining("util-linux");
    }

    @ParameterizedTest
    @EnumSource
    void saysSoWhenNothingCanBeStarted(Shell shell) throws Exception {
        ShellServer server = server(shell);
        Files.createDirectories(server.home().resolve(id.directory()));
        Files.createDirectories(server.home().resolve(id.directory()).resolve("log"));

        assertThatThrownBy(() -> follower(server).run(work("say never"), GOES))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("Nothing can be started on this machine in ~/" + id.directory())
                .hasMessageContaining("nothing was changed");
        assertThat(server.processOf(id)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void saysSoWhenTheServerDoesNotUnderstand(Shell shell) throws Exception {
        ShellServer server = known(ShellServer.bare(directory.resolve("bare"), shell));
        Files.delete(directory.resolve("bare/bin/sh"));
        Files.createSymbolicLink(directory.resolve("bare/bin/sh"), java.nio.file.Path.of("/usr/bin/false"));

        assertThatThrownBy(() -> follower(server).run(work("say never"), GOES))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("cannot be read (exit status 1")
                .hasMessageContaining("login shell");
    }

    /** Nobody would ever answer it. */
    @ParameterizedTest
    @EnumSource(Shell.class)
    void aGateThatDoesNotFitOnTheDiskIsNotWaitedAt(Shell shell) throws Exception {
        ShellServer server = server(shell);

        TransactionEnd end = follower(server)
                .run(
                        work("undo_with back", "exec 2>/dev/full", "gate one 600 600")
                                + "back() { echo undone >>count; }\n",
                        GOES);

        assertThat(end.status()).isEqualTo(TransactionEnd.UNHEARD);
        assertThat(server.home().resolve("count")).hasContent("undone");
    }

    @ParameterizedTest
    @EnumSource(Shell.class)
    void anEventBehindAHalfOneIsUnderstood(Shell shell) throws Exception {
        TransactionEnd end =
                follower(server(shell)).run(work("printf '%s val' \"$token\" >&2", "value said something"), GOES);

        assertThat(end.told().all("said")).containsExactly("something");
    }
}
