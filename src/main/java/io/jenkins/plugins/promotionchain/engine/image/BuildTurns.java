package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;

/**
 * Lets builds of the same source for the same repository go one after the other, so that the second finds what the
 * first has built. Builds of other sources do not wait. All builds of a controller share one; safe for use by several
 * threads.
 */
public final class BuildTurns {

    private final ConcurrentMap<Source, Turn> turns = new ConcurrentHashMap<>();

    private record Source(ImageRepository repository, SourceFingerprint fingerprint) {}

    /** The right to build; until it is closed nobody else has it. */
    public final class Turn implements AutoCloseable {

        private final Source source;
        private final String who;
        private final CountDownLatch end = new CountDownLatch(1);

        private Turn(Source source, String who) {
            this.source = source;
            this.who = who;
        }

        /** Lets the next one build; may be called again without effect. */
        @Override
        public void close() {
            turns.remove(source, this);
            end.countDown();
        }
    }

    /**
     * Waits, for as long as it takes, until nobody else builds this source.
     *
     * @param who the build that asks, as users know it: the others read it in their log
     * @param log gets a line where there is somebody to wait for
     */
    public Turn take(ImageRepository repository, SourceFingerprint fingerprint, String who, Log log)
            throws InterruptedException {
        Turn mine = new Turn(new Source(repository, fingerprint), who);
        for (Turn other = turns.putIfAbsent(mine.source, mine);
                other != null;
                other = turns.putIfAbsent(mine.source, mine)) {
            log.line("%s is building the same source for %s; waiting for it".formatted(other.who, repository));
            other.end.await();
        }
        return mine;
    }
}
