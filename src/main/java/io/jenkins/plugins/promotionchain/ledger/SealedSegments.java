package io.jenkins.plugins.promotionchain.ledger;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The segments that are complete, with what helps to find something in them. Used by one thread at a time. */
final class SealedSegments {

    private final List<Segment> segments;
    private final Consumer<String> damage;
    private final Map<Segment, SoftReference<SegmentIndex>> indexes = new HashMap<>();

    SealedSegments(List<Segment> segments, Consumer<String> damage) {
        this.segments = new ArrayList<>(segments);
        this.damage = damage;
    }

    List<Segment> segments() {
        return List.copyOf(segments);
    }

    void add(Segment complete) {
        segments.add(complete);
    }

    /** What runs where at the end of the last one; what is lost is made again. */
    Standings standings() throws IOException {
        if (segments.isEmpty()) {
            return new Standings();
        }
        int from = segments.size();
        Optional<Standings> known = Optional.empty();
        while (known.isEmpty() && from > 0) {
            from--;
            known = Standings.read(segments.get(from).beside(Standings.SUFFIX));
        }
        Standings standings = known.orElseGet(Standings::new);
        int first = known.isPresent() ? from + 1 : 0;
        for (Segment segment : segments.subList(first, segments.size())) {
            damage.accept("What ran where at the end of " + segment.file() + " is found out again");
            segment.read(damage).forEach(placed -> standings.add(placed.entry()));
            standings.write(segment.beside(Standings.SUFFIX));
        }
        return standings;
    }

    /** Entries that may have the key, the oldest first; none of segments in which all is older than that. */
    List<LedgerEntry> find(String key, Instant since) throws IOException {
        List<LedgerEntry> found = new ArrayList<>();
        for (Segment segment : segments) {
            SegmentIndex index = index(segment);
            if (index.newest().isBefore(since)) {
                continue;
            }
            List<Integer> offsets = index.find(key);
            if (!offsets.isEmpty()) {
                found.addAll(segment.read(offsets, damage));
            }
        }
        return found;
    }

    private SegmentIndex index(Segment segment) throws IOException {
        SoftReference<SegmentIndex> known = indexes.get(segment);
        SegmentIndex index = known == null ? null : known.get();
        if (index == null) {
            index = load(segment);
            indexes.put(segment, new SoftReference<>(index));
        }
        return index;
    }

    private SegmentIndex load(Segment segment) throws IOException {
        Optional<SegmentIndex> stored = SegmentIndex.read(segment.beside(SegmentIndex.SUFFIX));
        if (stored.isPresent()) {
            return stored.get();
        }
        SegmentIndex made = SegmentIndex.of(segment.read(damage));
        made.write(segment.beside(SegmentIndex.SUFFIX));
        return made;
    }
}
