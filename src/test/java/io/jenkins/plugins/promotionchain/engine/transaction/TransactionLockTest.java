package io.jenkins.plugins.promotionchain.engine.transaction;

import static io.jenkins.plugins.promotionchain.engine.transaction.Gatekeeper.GO;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.transaction.ShellServer.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two transactions that want the same lock, from two accounts that share nothing else. */
class TransactionLockTest extends TransactionTest {

    private static final Gatekeeper GOES = (gate, told) -> GO;
    private static final String FIRST = "take_lock pm.dev.backend 600 https://ci.example.com/job/pm/1/";

    private final TransactionId other = another();

    @ParameterizedTest
    @EnumSource
    void theSecondWaitsSaysForWhomAndGetsItWhenTheFirstEnds(Shell shell) throws Exception {
        ShellServer here = server(shell);
        Path go = here.home().resolve("go");
        Follower first = follower(here);
        Future<TransactionEnd> holding = meanwhile(() ->
                first.run(work(FIRST, "phase held", "until [ -e go ]; do tick; done", "echo 1 >>" + order()), GOES));
        eventually(() -> first.seen().contains("[held]"));

        Follower second = new Follower(server(shell), other);
        Future<TransactionEnd> waiting =
                meanwhile(() -> second.run(work("take_lock pm.dev.backend 600 second", "echo 2 >>" + order()), GOES));
        eventually(() -> !second.seen().isEmpty());
        Files.createFile(go);

        assertThat(waiting.get().succeeded()).isTrue();
        assertThat(holding.get().succeeded()).isTrue();
        assertThat(second.seen().get(0))
                .matches("Waiting, at most 600 s, for the lock of pm\\.dev\\.backend: held by"
                        + " https://ci\\.example\\.com/job/pm/1/, since \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(order()).hasContent("1\n2");
        assertThat(notes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aHolderThatIsKilledHoldsNothingAnyMore(Shell shell) throws Exception {
        ShellServer here = server(shell);
        beginAndLose(here, id, work(FIRST, "gate one 6000 6000"));
        here.processOf(id).forEach(ProcessHandle::destroyForcibly);

        Follower second = new Follower(server(shell), other);
        TransactionEnd end = second.run(work("take_lock pm.dev.backend 5 second", "holder >who"), GOES);

        assertThat(end.succeeded()).isTrue();
        assertThat(notes()).isEmpty();
        assertThat(follower(here).run("", GOES).status()).isEqualTo(TransactionEnd.DIED);
    }

    @ParameterizedTest
    @EnumSource
    void givesUpWhenTheTimeIsOverAndTellsWhoHasIt(Shell shell) throws Exception {
        ShellServer here = server(shell);
        beginAndLose(here, id, work(FIRST, "gate one 6000 6000"));

        Follower second = new Follower(server(shell), other);
        TransactionEnd end = second.run(work("take_lock pm.dev.backend 2 second", "say never"), GOES);

        assertThat(end.status()).isEqualTo(TransactionEnd.LOCKED);
        assertThat(end.told().last("holder").orElseThrow()).startsWith("https://ci.example.com/job/pm/1/, since ");
        assertThat(second.seen()).hasSize(1);
        assertThat(notes()).as("what the first has noted").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void oneThatWaitsMakesAnOrphanGiveUpSoon(Shell shell) throws Exception {
        ShellServer here = server(shell);
        beginAndLose(here, id, work(FIRST, "gate one 6000 2"));

        TransactionEnd end = new Follower(server(shell), other).run(work("take_lock pm.dev.backend 600 second"), GOES);

        assertThat(end.succeeded()).isTrue();
        assertThat(follower(here).run("", GOES).status()).isEqualTo(TransactionEnd.ABANDONED);
    }

    @ParameterizedTest
    @EnumSource
    void anotherComponentIsNotWaitedFor(Shell shell) throws Exception {
        beginAndLose(server(shell), id, work(FIRST, "gate one 6000 6000"));
        Follower second = new Follower(server(shell), other);

        assertThat(second.run(work("take_lock pm.dev.frontend 0 second"), GOES).succeeded())
                .isTrue();
        assertThat(second.seen()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aCancelledWaiterIsGoneAndLeavesNoNote(Shell shell) throws Exception {
        beginAndLose(server(shell), id, work(FIRST, "gate one 6000 6000"));
        ShellServer there = server(shell);
        Follower second = new Follower(there, other);
        Thread waiting = new Thread(() -> {
            try {
                second.run(work("take_lock pm.dev.backend 600 second"), GOES);
            } catch (Exception e) {
                second.seen().add(e.getClass().getSimpleName());
            }
        });
        waiting.start();
        eventually(() -> !second.seen().isEmpty());
        waiting.interrupt();
        waiting.join();

        assertThat(second.seen()).hasSize(2).endsWith("InterruptedException");
        assertThat(there.processOf(other)).isEmpty();
        assertThat(notes()).as("what the first has noted").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void theLockIsWhereEveryAccountFindsItAndCannotBeWrittenByOthers(Shell shell) throws Exception {
        String name = "test-" + id;
        String real = "sleep() { command sleep 0.01; }\nwork() {\ntake_lock " + name + " 1 me\nvalue lock \"$lock\"\n"
                + "value note \"$(ls -l \"$lock.held.$me\")\"\n}\n";

        TransactionEnd end = follower(server(shell)).run(real, GOES);

        Path lock = Path.of(end.told().last("lock").orElseThrow());
        try {
            assertThat(lock.getParent()).isIn(Path.of("/run/lock"), Path.of("/tmp"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lock)))
                    .isEqualTo("rw-r--r--");
            assertThat(end.told().last("note").orElseThrow()).startsWith("-rw-r--r--");
        } finally {
            Files.delete(lock);
        }
    }

    private Path order() {
        return directory.resolve("order");
    }

    /** Who holds it and who waits for it. */
    private List<String> notes() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".held.") || name.contains(".wanted."))
                    .toList();
        }
    }
}
