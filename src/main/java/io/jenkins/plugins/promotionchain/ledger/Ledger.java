package io.jenkins.plugins.promotionchain.ledger;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.image.SourceFingerprint;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The append-only history of one application, in a directory of its own; docs/ledger.md has the format. What
 * {@link #append} has returned for is on the disk and stays, whatever ends the process. Any number of threads may use it at
 * once, and one process.
 */
public final class Ledger implements AutoCloseable {

    /** Entries of a segment: few enough to read the newest one whole when the ledger is opened. */
    static final int SEGMENT_ENTRIES = 8192;

    private final Path directory;
    private final int segmentEntries;
    private final SingleOwner owner;
    private final SealedSegments sealed;
    private final OpenSegment open;
    private final Standings standings;
    private final Consumer<String> damage;
    private boolean closed;

    private Ledger(
            Path directory,
            int segmentEntries,
            SingleOwner owner,
            SealedSegments sealed,
            OpenSegment open,
            Standings standings,
            Consumer<String> damage) {
        this.directory = directory;
        this.segmentEntries = segmentEntries;
        this.owner = owner;
        this.sealed = sealed;
        this.open = open;
        this.standings = standings;
        this.damage = damage;
    }

    /**
     * Opens the ledger of a directory, which is made where there is none. A write that was cut off by a crash is put
     * aside; lines that are damaged are left out of every answer.
     *
     * @param damage is told one sentence for each of those
     * @throws LedgerFailure when it cannot be read, or another process has it open
     */
    public static Ledger open(Path directory, Consumer<String> damage) throws LedgerFailure {
        return open(directory, SEGMENT_ENTRIES, damage);
    }

    static Ledger open(Path directory, int segmentEntries, Consumer<String> damage) throws LedgerFailure {
        SingleOwner owner = null;
        try {
            Files.createDirectories(directory);
            owner = SingleOwner.of(directory);
            List<Segment> segments = Segment.in(directory);
            Segment newest = segments.isEmpty() ? new Segment(directory, 1) : segments.get(segments.size() - 1);
            SealedSegments sealed = new SealedSegments(segments.subList(0, Math.max(0, segments.size() - 1)), damage);
            Standings standings = sealed.standings();
            OpenSegment open = OpenSegment.of(newest, damage);
            open.entries().forEach(placed -> standings.add(placed.entry()));
            return new Ledger(directory, segmentEntries, owner, sealed, open, standings, damage);
        } catch (IOException e) {
            if (owner != null) {
                owner.close();
            }
            throw unreadable(directory, e);
        }
    }

    /**
     * Adds an entry; a deployment whose id is there already is left out. When this returns it is on the disk.
     *
     * @throws LedgerFailure when it could not be written; then nothing of it will ever be read
     */
    public synchronized void append(LedgerEntry entry) throws LedgerFailure {
        try {
            if (closed) {
                appendToClosed(entry);
                return;
            }
            if (entry instanceof Deployed deployed && knows(deployed)) {
                return;
            }
            if (open.entries().size() >= segmentEntries) {
                seal();
            }
            open.append(entry);
            standings.add(entry);
        } catch (IOException e) {
            throw new LedgerFailure(
                    "The ledger in " + directory + " cannot be written (" + e.getMessage() + ")",
                    "Make sure that the disk of Jenkins has room and the directory may be written, and run the build again",
                    e);
        }
    }

    /** What runs there, as far as the ledger knows: the last deployment that became healthy. */
    public synchronized Optional<Deployed> current(DeploymentTarget place) {
        return Optional.ofNullable(standings.all().get(place));
    }

    /** What runs where. */
    public synchronized Map<DeploymentTarget, Deployed> current() {
        return standings.all();
    }

    /**
     * Everything about an image, the oldest first.
     *
     * @throws LedgerFailure when it cannot be read
     */
    public List<LedgerEntry> of(ImageDigest digest) throws LedgerFailure {
        return find(SegmentIndex.keyOf(digest), Instant.MIN, LedgerEntry.class).stream()
                .filter(entry -> entry.concerns(digest))
                .toList();
    }

    /**
     * The last image that was made or found for a source. A source has one image for good, unless its registry loses it:
     * then it is built again, and the new image takes the place of the lost one.
     *
     * @throws LedgerFailure when it cannot be read
     */
    public Optional<Built> built(ImageRepository repository, SourceFingerprint fingerprint) throws LedgerFailure {
        return find(SegmentIndex.keyOf(repository, fingerprint), Instant.MIN, Built.class).stream()
                .filter(built -> built.image().repository().equals(repository)
                        && built.fingerprint().equals(fingerprint))
                .reduce((earlier, later) -> later);
    }

    /**
     * Deployments to a place and verifications there, of whatever image, the oldest first.
     *
     * @param since what is older is left out
     * @throws LedgerFailure when it cannot be read
     */
    public List<LedgerEntry> at(DeploymentTarget place, Instant since) throws LedgerFailure {
        return find(SegmentIndex.keyOf(place), since, LedgerEntry.class).stream()
                .filter(entry -> !entry.at().isBefore(since))
                .filter(entry ->
                        entry instanceof Deployed deployed && deployed.target().equals(place)
                                || entry instanceof Verified verified
                                        && verified.target().equals(place))
                .toList();
    }

    /**
     * Hands over all entries, the oldest first, up to those that are there now; others may go on writing meanwhile.
     *
     * @throws LedgerFailure when it cannot be read
     */
    public void forEach(Consumer<LedgerEntry> reader) throws LedgerFailure {
        List<Segment> before;
        List<Segment.Placed> last;
        synchronized (this) {
            before = sealed.segments();
            last = List.copyOf(open.entries());
        }
        try {
            for (Segment segment : before) {
                segment.read(damage).forEach(placed -> reader.accept(placed.entry()));
            }
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
        last.forEach(placed -> reader.accept(placed.entry()));
    }

    private void appendToClosed(LedgerEntry entry) throws LedgerFailure {
        try (Ledger again = open(directory, segmentEntries, damage)) {
            again.append(entry);
        }
    }

    /** Lets another process open it. What is appended from now on opens it for a moment; what is read may be outdated. */
    @Override
    public synchronized void close() {
        closed = true;
        open.close();
        owner.close();
    }

    private boolean knows(Deployed deployed) throws IOException {
        return open.entries().stream().anyMatch(placed -> isSame(placed.entry(), deployed))
                || sealed.find(SegmentIndex.keyOfTransaction(deployed.id()), Instant.MIN).stream()
                        .anyMatch(entry -> isSame(entry, deployed));
    }

    private static boolean isSame(LedgerEntry entry, Deployed deployed) {
        return entry instanceof Deployed other && other.id().equals(deployed.id());
    }

    private synchronized <T extends LedgerEntry> List<T> find(String key, Instant since, Class<T> type)
            throws LedgerFailure {
        try {
            List<LedgerEntry> found = new ArrayList<>(sealed.find(key, since));
            open.entries().forEach(placed -> found.add(placed.entry()));
            return found.stream().filter(type::isInstance).map(type::cast).toList();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private void seal() throws IOException {
        standings.write(open.segment().beside(Standings.SUFFIX));
        SegmentIndex.of(open.entries()).write(open.segment().beside(SegmentIndex.SUFFIX));
        Segment complete = open.segment();
        open.moveOn();
        sealed.add(complete);
    }

    private static LedgerFailure unreadable(Path directory, IOException cause) {
        return new LedgerFailure(
                "The ledger in " + directory + " cannot be read (" + cause.getMessage() + ")",
                "Nothing is deployed while it is not known what was; see that the directory may be read and written",
                cause);
    }
}
