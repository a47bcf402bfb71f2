package io.jenkins.plugins.promotionchain.ledger;

import io.jenkins.plugins.promotionchain.engine.image.SourceFingerprint;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Approved;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Where in a segment that is complete the entries stand that a question asks for. Made from the segment, and made again
 * when it is lost or damaged. Big endian: the CRC-32C of all that follows (8 bytes), the time of the newest entry (ms since
 * 1970, 8 bytes), and for each key, sorted, 8 bytes of its hash and 4 of the offset of an entry. Different keys may have
 * the same hash, so what is found is looked at again.
 *
 * @param newest never before that of any entry
 */
record SegmentIndex(Instant newest, long[] hashes, int[] offsets) {

    static final String SUFFIX = ".index";
    private static final int HEAD = 16;
    private static final int EACH = 12;

    private record Key(long hash, int offset) {}

    static SegmentIndex of(List<Segment.Placed> entries) {
        List<Key> keys = new ArrayList<>();
        Instant newest = Instant.EPOCH;
        for (Segment.Placed placed : entries) {
            for (String key : keysOf(placed.entry())) {
                keys.add(new Key(hash(key), placed.offset()));
            }
            if (placed.entry().at().isAfter(newest)) {
                newest = placed.entry().at();
            }
        }
        keys.sort((a, b) -> a.hash == b.hash ? Integer.compare(a.offset, b.offset) : Long.compare(a.hash, b.hash));
        return new SegmentIndex(
                Instant.ofEpochMilli(newest.toEpochMilli() + 1),
                keys.stream().mapToLong(Key::hash).toArray(),
                keys.stream().mapToInt(Key::offset).toArray());
    }

    static String keyOf(ImageDigest digest) {
        return "image " + digest;
    }

    static String keyOf(ImageRepository repository, SourceFingerprint fingerprint) {
        return "source " + repository + " " + fingerprint;
    }

    static String keyOf(DeploymentTarget place) {
        return "place " + place.application() + " " + place.environment() + " " + place.component();
    }

    static String keyOfTransaction(String id) {
        return "id " + id;
    }

    private static List<String> keysOf(LedgerEntry entry) {
        if (entry instanceof Built built) {
            return List.of(keyOf(built.image().digest()), keyOf(built.image().repository(), built.fingerprint()));
        } else if (entry instanceof Deployed deployed) {
            return List.of(keyOf(deployed.image().digest()), keyOf(deployed.target()), keyOfTransaction(deployed.id()));
        } else if (entry instanceof Verified verified) {
            return List.of(keyOf(verified.image().digest()), keyOf(verified.target()));
        }
        return ((Approved) entry).digests().stream().map(SegmentIndex::keyOf).toList();
    }

    /** Offsets, ascending, of entries that may have the key. */
    List<Integer> find(String key) {
        long wanted = hash(key);
        int at = Arrays.binarySearch(hashes, wanted);
        while (at > 0 && hashes[at - 1] == wanted) {
            at--;
        }
        List<Integer> found = new ArrayList<>();
        for (int i = at; i >= 0 && i < hashes.length && hashes[i] == wanted; i++) {
            found.add(offsets[i]);
        }
        return found;
    }

    void write(Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(HEAD + hashes.length * EACH);
        buffer.position(Long.BYTES).putLong(newest.toEpochMilli());
        for (int i = 0; i < hashes.length; i++) {
            buffer.putLong(hashes[i]).putInt(offsets[i]);
        }
        buffer.putLong(0, checksum(buffer.array()));
        Durable.replace(file, buffer.array());
    }

    /** @return none where there is no such file, or a damaged one */
    static Optional<SegmentIndex> read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Durable.read(file);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        if (bytes.length < HEAD || (bytes.length - HEAD) % EACH != 0) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.getLong() != checksum(bytes)) {
            return Optional.empty();
        }
        Instant newest = Instant.ofEpochMilli(buffer.getLong());
        int count = (bytes.length - HEAD) / EACH;
        long[] hashes = new long[count];
        int[] offsets = new int[count];
        for (int i = 0; i < count; i++) {
            hashes[i] = buffer.getLong();
            offsets[i] = buffer.getInt();
        }
        return Optional.of(new SegmentIndex(newest, hashes, offsets));
    }

    private static long checksum(byte[] file) {
        CRC32C crc = new CRC32C();
        crc.update(file, Long.BYTES, file.length - Long.BYTES);
        return crc.getValue();
    }

    private static long hash(String key) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
