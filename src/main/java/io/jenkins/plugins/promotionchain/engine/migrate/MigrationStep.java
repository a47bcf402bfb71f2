package io.jenkins.plugins.promotionchain.engine.migrate;

import java.util.Locale;

/** What a migration runs, in this order. */
enum MigrationStep {
    /** Saves what is to be changed. */
    BACKUP("save the database before anything is changed"),
    /** Tells what would be applied; changes nothing. */
    PLAN("tell what would be applied"),
    /** Changes the database. */
    MIGRATE("apply the migrations");

    private final String words;

    MigrationStep(String words) {
        this.words = words;
    }

    /** What is done, for the log. */
    String words() {
        return words;
    }

    /** As the script on the server calls it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
