package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.util.Optional;

/** What a rollback goes back to. */
public sealed interface RollbackTarget {

    /** Whether a container that was kept is the one that is meant. */
    boolean is(ContainerInspection kept);

    /** The image, where it is known without a container. */
    default Optional<ImageDigest> digest() {
        return Optional.empty();
    }

    /** The version that served before the one that serves now. */
    record Previous() implements RollbackTarget {
        @Override
        public boolean is(ContainerInspection kept) {
            return true;
        }

        @Override
        public String toString() {
            return "the previous version";
        }
    }

    /** A certain image. */
    record Digest(ImageDigest wanted) implements RollbackTarget {
        @Override
        public boolean is(ContainerInspection kept) {
            return kept.digest().filter(wanted::equals).isPresent();
        }

        @Override
        public Optional<ImageDigest> digest() {
            return Optional.of(wanted);
        }

        @Override
        public String toString() {
            return wanted.value();
        }
    }

    /**
     * What a certain build deployed.
     *
     * @param jobUrl of the job whose build is meant; a container that another job deployed is not
     */
    record Build(int number, String jobUrl) implements RollbackTarget {
        @Override
        public boolean is(ContainerInspection kept) {
            return (jobUrl + number + "/").equals(kept.labels().get(ContainerLabels.BUILD_URL));
        }

        @Override
        public String toString() {
            return "build " + number;
        }
    }
}
