package io.jenkins.plugins.promotionchain.engine.status;

import java.util.Locale;

/**
 * A difference between what should be and what is.
 *
 * @param sentence what differs and what to do, without the full stop
 */
public record Drift(Kind kind, String sentence) {

    /** What differs. */
    public enum Kind {
        /** Nothing is known of what should be; the only one that is no fault. */
        NOT_RECORDED,
        MISSING,
        STOPPED,
        OTHER_IMAGE,
        OTHER_CONFIGURATION,
        ENV_FILE_CHANGED,
        UNKNOWN_CONTAINER,
        UNHEALTHY,
        RESTARTING,
        PORT_TAKEN,
        UNFINISHED;

        /** As a Jenkinsfile and the log have it, for example {@code other-image}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether somebody has to do something. */
    public boolean isFault() {
        return kind != Kind.NOT_RECORDED;
    }

    @Override
    public String toString() {
        return kind.word() + ": " + sentence + ".";
    }
}
