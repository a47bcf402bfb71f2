package io.jenkins.plugins.promotionchain.ledger;

import static io.jenkins.plugins.promotionchain.ledger.Entries.approved;
import static io.jenkins.plugins.promotionchain.ledger.Entries.at;
import static io.jenkins.plugins.promotionchain.ledger.Entries.built;
import static io.jenkins.plugins.promotionchain.ledger.Entries.deployed;
import static io.jenkins.plugins.promotionchain.ledger.Entries.digest;
import static io.jenkins.plugins.promotionchain.ledger.Entries.fingerprint;
import static io.jenkins.plugins.promotionchain.ledger.Entries.place;
import static io.jenkins.plugins.promotionchain.ledger.Entries.verified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed.Outcome;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a ledger answers, within one segment and over several. */
class LedgerTest {

    @TempDir
    Path directory;

    private final List<String> damage = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void tellsWhatRunsWhereAlsoAfterItWasClosed(int segmentEntries) throws Exception {
        try (Ledger ledger = Ledger.open(directory, segmentEntries, damage::add)) {
            ledger.append(deployed(1, "dev", 1));
            ledger.append(deployed(2, "uat", 1));
            ledger.append(deployed(3, "dev", 2));
            ledger.append(deployed(4, "dev", 3, Outcome.FAILED));
            ledger.append(deployed(5, "uat", 2, Outcome.ABORTED));
        }
        try (Ledger ledger = Ledger.open(directory, segmentEntries, damage::add)) {
            assertThat(ledger.current(place("dev"))).contains(deployed(3, "dev", 2));
            assertThat(ledger.current(place("uat"))).contains(deployed(2, "uat", 1));
            assertThat(ledger.current(place("prod"))).isEmpty();
            assertThat(ledger.current()).hasSize(2);
        }
        assertThat(damage).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void tellsAllThatHappenedToAnImageTheOldestFirst(int segmentEntries) throws Exception {
        List<LedgerEntry> ofTheImage = List.of(
                built(1, 7),
                deployed(2, "dev", 7),
                verified(4, "dev", 7, Result.FAILED),
                approved(5, "uat", 7),
                deployed(6, "uat", 7, Outcome.FAILED));
        try (Ledger ledger = Ledger.open(directory, segmentEntries, damage::add)) {
            for (LedgerEntry entry : ofTheImage) {
                ledger.append(entry);
                ledger.append(deployed(100 + at(0).compareTo(entry.at()), "dev", 8));
            }
            assertThat(ledger.of(digest(7))).isEqualTo(ofTheImage);
            assertThat(ledger.of(digest(9))).isEmpty();
        }
    }

    @Test
    void aSourceHasTheImageThatItsLastBuildEndedWith() throws Exception {
        try (Ledger ledger = Ledger.open(directory, 2, damage::add)) {
            ledger.append(built(1, 1));
            ledger.append(built(2, 2));
            ledger.append(built(3, 1));

            assertThat(ledger.built(Entries.REPOSITORY, fingerprint(1))).contains(built(3, 1));
            assertThat(ledger.built(Entries.REPOSITORY, fingerprint(3))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 100})
    void tellsWhatHappenedAtAPlaceSinceAMoment(int segmentEntries) throws Exception {
        try (Ledger ledger = Ledger.open(directory, segmentEntries, damage::add)) {
            for (int i = 1; i <= 9; i++) {
                ledger.append(deployed(i, i % 2 == 0 ? "dev" : "uat", i));
            }
            ledger.append(verified(10, "dev", 8, Result.PASSED));
            ledger.append(approved(11, "dev", 8));

            assertThat(ledger.at(place("dev"), at(6)))
                    .containsExactly(
                            deployed(6, "dev", 6), deployed(8, "dev", 8), verified(10, "dev", 8, Result.PASSED));
            assertThat(ledger.at(place("uat"), Instant.EPOCH)).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void aDeploymentThatAResumedStepTellsAgainIsWrittenOnce(int segmentEntries) throws Exception {
        try (Ledger ledger = Ledger.open(directory, segmentEntries, damage::add)) {
            ledger.append(deployed(1, "dev", 1));
            ledger.append(deployed(2, "dev", 2));
            ledger.append(deployed(1, "dev", 1));

            assertThat(all(ledger)).hasSize(2);
            assertThat(ledger.current(place("dev"))).contains(deployed(2, "dev", 2));
        }
    }

    @Test
    void readersSeeOnlyWholeEntriesWhileManyWrite() throws Exception {
        try (Ledger ledger = Ledger.open(directory, 7, damage::add)) {
            List<Thread> writers = IntStream.range(0, 4)
                    .mapToObj(writer -> new Thread(() -> IntStream.range(0, 25)
                            .forEach(i -> appendUnchecked(ledger, deployed(writer * 100 + i, "dev", writer)))))
                    .toList();
            writers.forEach(Thread::start);
            int seen = 0;
            while (writers.stream().anyMatch(Thread::isAlive)) {
                int now = all(ledger).size();
                assertThat(now).isGreaterThanOrEqualTo(seen);
                seen = now;
            }
            for (Thread writer : writers) {
                writer.join();
            }
            assertThat(all(ledger)).hasSize(100);
        }
        try (Ledger again = Ledger.open(directory, 7, damage::add)) {
            assertThat(all(again)).hasSize(100).doesNotHaveDuplicates();
        }
        assertThat(damage).isEmpty();
    }

    /** As a step is that somebody aborts while it writes down what it has done. */
    @Test
    void anInterruptedThreadWritesAllTheSame() throws Exception {
        try (Ledger ledger = Ledger.open(directory, 2, damage::add)) {
            Thread.currentThread().interrupt();
            for (int i = 1; i <= 5; i++) {
                ledger.append(deployed(i, "dev", i));
            }
            assertThat(ledger.of(digest(1))).hasSize(1);
            assertThat(Thread.interrupted()).isTrue();
        }
        try (Ledger again = Ledger.open(directory, 2, damage::add)) {
            assertThat(all(again)).hasSize(5);
        }
    }

    @Test
    void isOpenOnceOnly() throws Exception {
        Ledger ledger = Ledger.open(directory, damage::add);

        assertThatThrownBy(() -> Ledger.open(directory, damage::add))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("open already in this Jenkins");
        ledger.close();
        Ledger.open(directory, damage::add).close();
    }

    @Test
    void whatIsWrittenToAClosedOneIsKeptUnlessSomebodyElseHasIt() throws Exception {
        Ledger ledger = Ledger.open(directory, damage::add);
        ledger.close();

        ledger.append(deployed(1, "dev", 1));
        ledger.append(deployed(1, "dev", 1));

        try (Ledger other = Ledger.open(directory, damage::add)) {
            assertThat(all(other)).hasSize(1);
            assertThatThrownBy(() -> ledger.append(deployed(2, "dev", 2))).isInstanceOf(LedgerFailure.class);
        }
    }

    @Test
    void whatALaterVersionWroteIsKeptAndOverlooked() throws Exception {
        Path file = directory.resolve("00000001.ledger");
        String entry = EntryText.write(deployed(1, "dev", 1));
        Files.write(file, LedgerLine.encode("{\"kind\":\"celebrated\",\"at\":\"2026-01-01T00:00:00Z\"}"));
        Files.write(
                file,
                LedgerLine.encode(entry.replaceFirst("[{]", "{\"mood\":\"good\",")),
                java.nio.file.StandardOpenOption.APPEND);

        try (Ledger ledger = Ledger.open(directory, damage::add)) {
            ledger.append(deployed(2, "dev", 2));
            assertThat(all(ledger)).containsExactly(deployed(1, "dev", 1), deployed(2, "dev", 2));
        }
        assertThat(Files.readString(file)).contains("celebrated", "mood");
        assertThat(damage).isEmpty();
    }

    @Test
    void saysSoWhereItCannotBe() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> Ledger.open(file.resolve("ledger"), damage::add))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("cannot be read")
                .hasMessageContaining("Nothing is deployed while it is not known what was");
    }

    static List<LedgerEntry> all(Ledger ledger) throws LedgerFailure {
        List<LedgerEntry> entries = new ArrayList<>();
        ledger.forEach(entries::add);
        return entries;
    }

    private static void appendUnchecked(Ledger ledger, LedgerEntry entry) {
        try {
            ledger.append(entry);
        } catch (LedgerFailure e) {
            throw new IllegalStateException(e);
        }
    }
}
