package io.jenkins.plugins.promotionchain.engine.ssh;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/**
 * Takes the one line out of standard error in which the remote shell tells its process id, which is also that of the
 * process group of all it starts. Lines before it (noise of a shell profile) and all after it go through.
 */
final class ProcessIdFilter extends OutputStream {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final String prefix;
    private final OutputStream next;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final CompletableFuture<Long> processId = new CompletableFuture<>();

    /** @param token what the line begins with; nobody else knows it */
    ProcessIdFilter(String token, OutputStream next) {
        this.prefix = token + " ";
        this.next = next;
    }

    /** Waits for the process id; empty when it does not come, or the thread is interrupted. */
    OptionalLong await(Duration limit) {
        try {
            return OptionalLong.of(processId.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return OptionalLong.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalLong.empty();
        }
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (!processId.isDone() && from < end) {
            byte b = bytes[from++];
            line.write(b);
            if (b == '\n') {
                endOfLine();
            }
        }
        if (from < end) {
            next.write(bytes, from, end - from);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        line.writeTo(next);
        line.reset();
        next.close();
    }

    private void endOfLine() throws IOException {
        String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
        int at = text.indexOf(prefix);
        // a shell that shows what it runs (set -v, set -x) shows the command, too
        if (at < 0 || !NUMBER.matcher(text.substring(at + prefix.length())).matches()) {
            line.writeTo(next);
        } else {
            next.write(line.toByteArray(), 0, at);
            processId.complete(Long.parseLong(text.substring(at + prefix.length())));
        }
        line.reset();
    }
}
