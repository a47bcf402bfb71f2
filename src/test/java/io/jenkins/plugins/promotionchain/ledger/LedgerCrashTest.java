package io.jenkins.plugins.promotionchain.ledger;

import static io.jenkins.plugins.promotionchain.ledger.Entries.deployed;
import static io.jenkins.plugins.promotionchain.ledger.Entries.digest;
import static io.jenkins.plugins.promotionchain.ledger.Entries.place;
import static io.jenkins.plugins.promotionchain.ledger.LedgerTest.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever ends the process or damages a file, what was acknowledged stays, and writing goes on. */
class LedgerCrashTest {

    private static final int ENTRIES = 4;

    @TempDir
    Path directory;

    private final List<String> damage = new ArrayList<>();

    @Test
    void aFileCutOffAnywhereHasAllWholeEntriesAndTakesMore() throws Exception {
        byte[] whole = written(100);
        for (int size = 0; size <= whole.length; size++) {
            Path place = Files.createDirectories(directory.resolve("cut-" + size));
            Files.write(place.resolve("00000001.ledger"), Arrays.copyOf(whole, size));
            int complete =
                    (int) IntStream.range(0, size).filter(i -> whole[i] == '\n').count();

            try (Ledger ledger = Ledger.open(place, 100, damage::add)) {
                assertThat(all(ledger)).as("cut off at %d", size).hasSize(complete);
                ledger.append(deployed(9, "uat", 9));
            }
            try (Ledger ledger = Ledger.open(place, 100, line -> {
                throw new AssertionError(line);
            })) {
                assertThat(all(ledger)).hasSize(complete + 1).endsWith(deployed(9, "uat", 9));
            }
            boolean cut = size > 0 && whole[size - 1] != '\n';
            assertThat(damage).hasSize(cut ? 1 : 0);
            damage.clear();
        }
    }

    @Test
    void whatWasCutOffIsKeptAside() throws Exception {
        byte[] whole = written(100);
        Files.write(directory.resolve("00000001.ledger"), Arrays.copyOf(whole, whole.length - 5));

        Ledger.open(directory, 100, damage::add).close();

        assertThat(damage).singleElement().asString().contains("cut off before it was acknowledged");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.filter(file -> file.toString().contains(".damaged-")))
                    .singleElement()
                    .satisfies(file -> assertThat(new String(whole, StandardCharsets.UTF_8))
                            .contains(Files.readString(file)));
        }
    }

    @Test
    void aByteThatIsChangedAnywhereCostsTheEntriesItIsInAndIsTold() throws Exception {
        byte[] whole = written(100);
        for (int at = 0; at < whole.length; at++) {
            Path place = Files.createDirectories(directory.resolve("flip-" + at));
            byte[] changed = whole.clone();
            changed[at] ^= 0x04;
            Files.write(place.resolve("00000001.ledger"), changed);

            try (Ledger ledger = Ledger.open(place, 100, damage::add)) {
                int left = all(ledger).size();
                assertThat(left).as("changed at %d", at).isBetween(ENTRIES - 2, ENTRIES - 1);
                ledger.append(deployed(9, "uat", 9));
                assertThat(all(ledger)).hasSize(left + 1);
            }
            assertThat(damage).as("changed at %d", at).isNotEmpty();
            damage.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {".index", ".current"})
    void whatHelpsToFindThingsIsMadeAgainWhenItIsLostOrDamaged(String suffix) throws Exception {
        written(1);
        List<Path> helping;
        try (Stream<Path> files = Files.list(directory)) {
            helping = files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
        assertThat(helping).hasSize(ENTRIES - 1);
        for (Path file : helping) {
            byte[] right = Files.readAllBytes(file);
            for (int at = 0; at < right.length; at++) {
                byte[] wrong = right.clone();
                wrong[at] ^= 0x10;
                Files.write(file, wrong);
                answersRightly();
            }
            Files.write(file, Arrays.copyOf(right, right.length / 2));
            answersRightly();
            Files.delete(file);
            answersRightly();
        }
    }

    private void answersRightly() throws Exception {
        try (Ledger ledger = Ledger.open(directory, 1, damage::add)) {
            assertThat(ledger.current(place("dev"))).contains(deployed(ENTRIES, "dev", ENTRIES));
            for (int i = 1; i <= ENTRIES; i++) {
                assertThat(ledger.of(digest(i))).containsExactly(deployed(i, "dev", i));
            }
        }
    }

    /** The child tells each entry that was acknowledged; it is killed in the middle of its work, again and again. */
    @Test
    void aJvmThatIsKilledLosesNothingThatItHasAcknowledged() throws Exception {
        int next = 1;
        for (int round = 0; round < 3; round++) {
            Process writer = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LedgerWriter.class.getName(),
                            directory.toString(),
                            Integer.toString(next))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            int acknowledged = next - 1;
            try (BufferedReader told = writer.inputReader()) {
                for (int i = 0; i < 20 + round * 7; i++) {
                    acknowledged = Integer.parseInt(told.readLine());
                }
                writer.destroyForcibly();
                for (String line = lineOf(told); line != null; line = lineOf(told)) {
                    acknowledged = Integer.parseInt(line);
                }
            }
            writer.waitFor();
            try (Ledger ledger = Ledger.open(directory, 10, damage::add)) {
                List<LedgerEntry> entries = all(ledger);
                assertThat(entries).hasSizeBetween(acknowledged, acknowledged + 1);
                for (int i = 0; i < entries.size(); i++) {
                    assertThat(entries.get(i)).isEqualTo(deployed(i + 1, "dev", i + 1));
                }
                next = entries.size() + 1;
            }
        }
    }

    /** The pipe of a process that was killed may break while it is read. */
    private static String lineOf(BufferedReader told) {
        try {
            return told.readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /** Tells each entry that was acknowledged on standard output. */
    static final class LedgerWriter {

        private LedgerWriter() {}

        public static void main(String[] arguments) throws Exception {
            Ledger ledger = Ledger.open(Path.of(arguments[0]), 10, System.err::println);
            for (int i = Integer.parseInt(arguments[1]); ; i++) {
                ledger.append(deployed(i, "dev", i));
                System.out.println(i);
            }
        }
    }

    @Test
    void aFullDiskLosesNothingAndIsSaid() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "only root mounts a small disk");
        Path disk = Files.createDirectories(directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0, "no mount here");
        try {
            int written = 0;
            try (Ledger ledger = Ledger.open(disk.resolve("ledger"), 20, damage::add)) {
                LedgerFailure failure = null;
                while (failure == null) {
                    try {
                        ledger.append(deployed(written + 1, "dev", written + 1));
                        written++;
                    } catch (LedgerFailure e) {
                        failure = e;
                    }
                }
                assertThat(failure).hasMessageContaining("cannot be written").hasMessageContaining("has room");
                assertThat(all(ledger)).hasSize(written);
                run("mount", "-o", "remount,size=1m", disk.toString());
                ledger.append(deployed(written + 1, "dev", written + 1));
            }
            try (Ledger ledger = Ledger.open(disk.resolve("ledger"), 20, damage::add)) {
                assertThat(all(ledger)).hasSize(written + 1);
            }
            assertThat(damage).isEmpty();
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void anotherProcessMayNotOpenItMeanwhile() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerWriter.class.getName(),
                        directory.toString(),
                        "1")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader told = writer.inputReader()) {
            told.readLine();
            assertThatThrownBy(() -> Ledger.open(directory, damage::add))
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessageContaining("another process has it open");
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    /** A ledger of four deployments; its first file. */
    private byte[] written(int segmentEntries) throws Exception {
        try (Ledger ledger = Ledger.open(directory, segmentEntries, damage::add)) {
            for (int i = 1; i <= ENTRIES; i++) {
                ledger.append(deployed(i, "dev", i));
            }
        }
        return Files.readAllBytes(directory.resolve("00000001.ledger"));
    }

    private static int run(String... words) throws Exception {
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
