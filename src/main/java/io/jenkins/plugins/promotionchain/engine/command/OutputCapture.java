package io.jenkins.plugins.promotionchain.engine.command;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes one output stream of a running command: hands every complete line to the log as it comes, and keeps the end of
 * the whole for the {@link CommandResult}. Bytes are decoded as UTF-8 only when a line is complete, so that a character
 * that arrives in two pieces stays whole. A line ends with LF, CR or CR LF; progress bars that overwrite themselves
 * with CR so show up as separate lines.
 *
 * <p>Lines are never split: half a secret in each of two lines could not be masked. A line longer than {@link #LIMIT}
 * is therefore left out of the log, with a note in its place.
 *
 * <p>Written by one thread at a time; {@link #text()} may be called by another one.
 */
public final class OutputCapture extends OutputStream {

    /** How many bytes are kept, and how long a line may be: 1 MiB. */
    public static final int LIMIT = 1 << 20;

    private final Log live;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final TailBuffer tail = new TailBuffer(LIMIT);
    private boolean afterCarriageReturn;
    private boolean lineTooLong;

    /** @param live gets each line */
    public OutputCapture(Log live) {
        this.live = live;
    }

    @Override
    public synchronized void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        tail.append(bytes, offset, length);
        int start = offset;
        for (int i = offset; i < offset + length; i++) {
            byte b = bytes[i];
            if (b == '\n' || b == '\r') {
                addToLine(bytes, start, i - start);
                if (b == '\r' || !afterCarriageReturn) {
                    emit();
                }
                start = i + 1;
            }
            afterCarriageReturn = b == '\r';
        }
        addToLine(bytes, start, offset + length - start);
    }

    /** The stream has ended: what came after the last line end is a line too. */
    @Override
    public synchronized void close() {
        if (line.size() > 0 || lineTooLong) {
            emit();
        }
    }

    /** What came, decoded as UTF-8; when that was more than {@link #LIMIT}, the last whole lines of it. */
    public synchronized String text() {
        return tail.text();
    }

    private void addToLine(byte[] bytes, int offset, int length) {
        if (lineTooLong || line.size() + length > LIMIT) {
            lineTooLong = true;
            line.reset();
        } else {
            line.write(bytes, offset, length);
        }
    }

    private void emit() {
        String text = lineTooLong ? "(a line longer than 1 MiB is left out)" : line.toString(StandardCharsets.UTF_8);
        lineTooLong = false;
        line.reset();
        live.line(text);
    }
}
