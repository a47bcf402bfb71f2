package io.jenkins.plugins.promotionchain.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** The newest segment, which grows. Used by one thread at a time. */
final class OpenSegment implements AutoCloseable {

    private final List<Segment.Placed> entries = new ArrayList<>();
    private Segment segment;
    private RandomAccessFile file;
    /** Behind the last line that was acknowledged. */
    private long size;

    private OpenSegment(Segment segment, RandomAccessFile file) {
        this.segment = segment;
        this.file = file;
    }

    static OpenSegment of(Segment segment, Consumer<String> damage) throws IOException {
        OpenSegment open = new OpenSegment(segment, Durable.open(segment.file()));
        open.cutOffIncompleteLine(damage);
        open.entries.addAll(segment.read(damage));
        return open;
    }

    Segment segment() {
        return segment;
    }

    List<Segment.Placed> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** @throws IOException when it is not on the disk; what there is of it is never read */
    void append(LedgerEntry entry) throws IOException {
        byte[] line = LedgerLine.encode(EntryText.write(entry));
        try {
            file.setLength(size);
            file.seek(size);
            file.write(line);
            file.getFD().sync();
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        entries.add(new Segment.Placed(Math.toIntExact(size), entry));
        size += line.length;
    }

    /** Now if that can be, or else before the next one is written. */
    private void takeBack(IOException because) {
        try {
            file.setLength(size);
            file.getFD().sync();
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** A write that was never acknowledged goes into a file of its own. */
    private void cutOffIncompleteLine(Consumer<String> damage) throws IOException {
        byte[] bytes = Durable.read(segment.file());
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != LedgerLine.END) {
            end--;
        }
        size = end;
        if (end < bytes.length) {
            Path aside = segment.beside(".damaged-" + end);
            Durable.replace(aside, Arrays.copyOfRange(bytes, end, bytes.length));
            file.setLength(end);
            file.getFD().sync();
            damage.accept("The last write to " + segment.file()
                    + " was cut off before it was acknowledged; what there was of it is in " + aside);
        }
    }

    /** Begins the next segment. */
    void moveOn() throws IOException {
        Segment next = segment.next();
        RandomAccessFile opened = Durable.open(next.file());
        file.close();
        file = opened;
        segment = next;
        size = 0;
        entries.clear();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
