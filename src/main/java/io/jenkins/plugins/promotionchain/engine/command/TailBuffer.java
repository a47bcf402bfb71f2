package io.jenkins.plugins.promotionchain.engine.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Keeps the last bytes of a stream, in at most twice as much memory. Not thread safe. */
final class TailBuffer {

    private final int limit;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private boolean cut;

    TailBuffer(int limit) {
        this.limit = limit;
    }

    void append(byte[] source, int offset, int length) {
        int from = offset;
        int count = length;
        if (count > limit) {
            from += count - limit;
            count = limit;
            cut = true;
            bytes.reset();
        }
        bytes.write(source, from, count);
        if (bytes.size() >= 2 * limit) {
            shrink();
        }
    }

    /** After a cut the first line may be half a line, and half a secret: it goes. */
    String text() {
        if (bytes.size() > limit) {
            shrink();
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        if (!cut) {
            return text;
        }
        int firstEnd = text.indexOf('\n');
        return firstEnd < 0 ? "" : text.substring(firstEnd + 1);
    }

    private void shrink() {
        byte[] all = bytes.toByteArray();
        bytes.reset();
        byte[] kept = Arrays.copyOfRange(all, all.length - limit, all.length);
        bytes.write(kept, 0, kept.length);
        cut = true;
    }
}
