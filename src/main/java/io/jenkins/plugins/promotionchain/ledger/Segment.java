package io.jenkins.plugins.promotionchain.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One file of a ledger: {@code 00000001.ledger} is the oldest. Lines are only ever added, and only to the newest. */
record Segment(Path directory, int number) {

    private static final String SUFFIX = ".ledger";

    /** An entry and where its line begins, in bytes. */
    record Placed(int offset, LedgerEntry entry) {}

    /** All of a ledger's, the oldest first. */
    static List<Segment> in(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches("[0-9]{8}[.]ledger"))
                    .map(name -> new Segment(directory, Integer.parseInt(name.substring(0, 8))))
                    .sorted((a, b) -> Integer.compare(a.number, b.number))
                    .toList();
        }
    }

    Path file() {
        return beside(SUFFIX);
    }

    Path beside(String suffix) {
        return directory.resolve("%08d%s".formatted(number, suffix));
    }

    Segment next() {
        return new Segment(directory, number + 1);
    }

    /** @param damage is told of each line that cannot be read, which is left out */
    List<Placed> read(Consumer<String> damage) throws IOException {
        byte[] bytes = Durable.read(file());
        List<Placed> entries = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == LedgerLine.END) {
                int offset = begin;
                parse(bytes, offset, i, damage).ifPresent(entry -> entries.add(new Placed(offset, entry)));
                begin = i + 1;
            }
        }
        return entries;
    }

    /** Those whose lines begin there, ascending. */
    List<LedgerEntry> read(List<Integer> offsets, Consumer<String> damage) throws IOException {
        byte[] bytes = Durable.read(file());
        List<LedgerEntry> entries = new ArrayList<>();
        for (int offset : offsets) {
            int end = offset;
            while (end < bytes.length && bytes[end] != LedgerLine.END) {
                end++;
            }
            parse(bytes, offset, end, damage).ifPresent(entries::add);
        }
        return entries;
    }

    private Optional<LedgerEntry> parse(byte[] bytes, int from, int to, Consumer<String> damage) {
        Optional<String> text = LedgerLine.decode(bytes, from, to);
        if (text.isEmpty()) {
            damage.accept("The line at byte " + from + " of " + file() + " is damaged and left out");
            return Optional.empty();
        }
        try {
            return EntryText.read(text.get());
        } catch (IllegalArgumentException e) {
            damage.accept(
                    "The line at byte " + from + " of " + file() + " is no entry and left out: " + e.getMessage());
            return Optional.empty();
        }
    }
}
