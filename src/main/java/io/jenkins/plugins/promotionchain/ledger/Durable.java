package io.jenkins.plugins.promotionchain.ledger;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Files whose changes outlast a power cut once the method returns: fsync(2), also of the directory that names a file. Streams
 * in place of channels, as those are closed under a thread that is interrupted, such as that of an aborted step.
 */
final class Durable {

    private Durable() {}

    static byte[] read(Path file) throws IOException {
        try (FileInputStream input = new FileInputStream(file.toFile())) {
            return input.readAllBytes();
        }
    }

    /** The whole file or, when it fails, the one before. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream output = new FileOutputStream(next.toFile())) {
            output.write(bytes);
            output.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        directory(file.getParent());
    }

    /** Opens a file to write, which is made where there is none. */
    static RandomAccessFile open(Path file) throws IOException {
        RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw");
        try {
            directory(file.getParent());
            return opened;
        } catch (IOException e) {
            opened.close();
            throw e;
        }
    }

    /** Windows opens no directories, and needs none to be told. */
    private static void directory(Path directory) throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return;
        }
        boolean interrupted = Thread.interrupted();
        try {
            while (!forced(directory)) {
                interrupted = Thread.interrupted() || interrupted;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forced(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        }
    }
}
