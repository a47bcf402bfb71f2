package io.jenkins.plugins.promotionchain.ledger;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;

/**
 * How long a large ledger takes to open and to answer. Arguments: a directory that is there and empty, and the number of
 * entries. Called by {@code bench/run ledger}.
 */
public final class LedgerBench {

    private static final int PLACES = 6;

    private LedgerBench() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        int entries = Integer.parseInt(arguments[1]);
        write(directory, entries);
        row("first opening, when all that helps to find things is missing", () -> {
            Ledger ledger = open(directory);
            ledger.of(Entries.digest(1));
            return ledger;
        });
        row("opening", () -> open(directory));
        Ledger ledger = open(directory);
        row("what runs at a place", () -> ledger.current(Entries.place("env-1")));
        row("all about the newest image, asked first", () -> ledger.of(Entries.digest(entries)));
        row("all about the oldest image", () -> ledger.of(Entries.digest(1)));
        row(
                "what happened at a place within the last hour",
                () -> ledger.at(Entries.place("env-1"), lastHour(entries)));
        row("adding one entry, on the disk", () -> {
            ledger.append(Entries.deployed(entries + 1, "env-1", entries + 1));
            return ledger;
        });
    }

    private static Instant lastHour(int entries) {
        return Entries.at(entries).minusSeconds(3600);
    }

    private static Ledger open(Path directory) throws Exception {
        return Ledger.open(directory, line -> {});
    }

    private interface Asked<T> extends Callable<T> {}

    private static void row(String what, Asked<?> asked) throws Exception {
        long began = System.nanoTime();
        Object answer = asked.call();
        System.out.printf("| %s | %.1f ms |%n", what, (System.nanoTime() - began) / 1e6);
        if (answer instanceof Ledger ledger && what.contains("opening")) {
            ledger.close();
        }
    }

    /** As {@link Ledger#append} does it, but for waiting for the disk each time. */
    private static void write(Path directory, int entries) throws Exception {
        Segment segment = new Segment(directory, 1);
        for (int i = 1; i <= entries; segment = segment.next()) {
            try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(segment.file()))) {
                for (int n = 0; n < Ledger.SEGMENT_ENTRIES && i <= entries; n++, i++) {
                    output.write(LedgerLine.encode(EntryText.write(Entries.deployed(i, "env-" + i % PLACES, i))));
                }
            }
        }
    }
}
