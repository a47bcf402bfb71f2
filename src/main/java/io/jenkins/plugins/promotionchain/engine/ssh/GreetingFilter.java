package io.jenkins.plugins.promotionchain.engine.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes out of standard output what a shell profile prints before the command begins, which a line marks that nobody
 * else knows. Where that line never comes, all goes through: it may tell why.
 */
final class GreetingFilter extends OutputStream {

    private final String mark;
    private final OutputStream next;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    private boolean begun;

    /** @param mark what the line ends with */
    GreetingFilter(String mark, OutputStream next) {
        this.mark = mark;
        this.next = next;
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (!begun && from < end) {
            byte b = bytes[from++];
            line.write(b);
            if (b == '\n') {
                begun = line.toString(StandardCharsets.ISO_8859_1)
                        .stripTrailing()
                        .endsWith(mark);
                line.writeTo(greeting);
                line.reset();
            }
        }
        if (from < end) {
            next.write(bytes, from, end - from);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (!begun) {
            greeting.writeTo(next);
            line.writeTo(next);
            begun = true;
        }
        next.close();
    }
}
