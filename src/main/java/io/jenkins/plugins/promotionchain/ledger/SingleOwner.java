package io.jenkins.plugins.promotionchain.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second process, or a second ledger of this one, from writing into the same directory. */
final class SingleOwner implements AutoCloseable {

    private final FileChannel channel;

    private SingleOwner(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when somebody else has it */
    static SingleOwner of(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new SingleOwner(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IOException("it is open already in this Jenkins", e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IOException("another process has it open");
    }

    /** The lock goes with the file, at the latest when the process ends. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
