package io.jenkins.plugins.promotionchain.ledger;

import io.jenkins.plugins.promotionchain.engine.image.SourceFingerprint;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Something that happened and is never changed any more. docs/ledger.md has how it is written. */
public sealed interface LedgerEntry {

    Instant at();

    /** The build that did it. */
    BuildRef build();

    /** Whether it tells of this image: not where it is only the one that served before. */
    boolean concerns(ImageDigest digest);

    /**
     * An image was found or made for a source.
     *
     * @param commit of the source that was asked for, not necessarily the one that it was built from
     */
    record Built(
            Instant at,
            BuildRef build,
            ComponentName component,
            ImageRef image,
            SourceFingerprint fingerprint,
            String commit,
            Origin origin)
            implements LedgerEntry {

        /** Where the image came from. */
        public enum Origin {
            BUILT,
            REUSED
        }

        @Override
        public boolean concerns(ImageDigest digest) {
            return image.digest().equals(digest);
        }
    }

    /**
     * An image was to serve somewhere.
     *
     * @param id of the transaction; one that is met again is not written again
     * @param previous what served before, where that is known
     * @param reason one sentence why it does not serve; empty when it does
     * @param force who put it there against the gate, and why
     * @param configurationHash of the container; may be empty
     * @param by user id of who started the build; may be empty
     */
    record Deployed(
            Instant at,
            BuildRef build,
            String id,
            DeploymentTarget target,
            ImageRef image,
            Optional<ImageRef> previous,
            Kind kind,
            Outcome outcome,
            String reason,
            Optional<Force> force,
            String configurationHash,
            String by)
            implements LedgerEntry {

        /** What it was meant as. */
        public enum Kind {
            DEPLOYMENT,
            ROLLBACK
        }

        /** What came of it. After the last two the version before serves. */
        public enum Outcome {
            HEALTHY,
            FAILED,
            ABORTED
        }

        /** A gate that was overruled. */
        public record Force(String by, String reason) {}

        @Override
        public boolean concerns(ImageDigest digest) {
            return image.digest().equals(digest);
        }
    }

    /**
     * What ran somewhere was tested there.
     *
     * @param by user id; may be empty
     */
    record Verified(
            Instant at, BuildRef build, DeploymentTarget target, ImageRef image, Result result, String note, String by)
            implements LedgerEntry {

        /** What the tests said. */
        public enum Result {
            PASSED,
            FAILED
        }

        @Override
        public boolean concerns(ImageDigest digest) {
            return image.digest().equals(digest);
        }
    }

    /** Somebody agreed that images go into an environment. */
    record Approved(
            Instant at,
            BuildRef build,
            ApplicationName application,
            EnvironmentName environment,
            Set<ImageDigest> digests,
            String by,
            String note)
            implements LedgerEntry {

        public Approved {
            digests = Set.copyOf(digests);
        }

        @Override
        public boolean concerns(ImageDigest digest) {
            return digests.contains(digest);
        }
    }
}
