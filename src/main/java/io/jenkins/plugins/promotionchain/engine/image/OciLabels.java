package io.jenkins.plugins.promotionchain.engine.image;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels of the images that we build: those of the OCI image specification 1.1, "Annotations", and two of ours. */
final class OciLabels {

    static final String REVISION = "org.opencontainers.image.revision";
    static final String SOURCE = "org.opencontainers.image.source";
    static final String CREATED = "org.opencontainers.image.created";
    static final String VERSION = "org.opencontainers.image.version";
    static final String FINGERPRINT = "io.jenkins.promotionchain.fingerprint";
    static final String COMPONENT = "io.jenkins.promotionchain.component";

    private OciLabels() {}

    static SortedMap<String, String> of(
            BuildRequest request, SourceState source, SourceFingerprint fingerprint, Instant now) {
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put(REVISION, source.commit());
        source.remote().ifPresent(remote -> labels.put(SOURCE, remote));
        labels.put(CREATED, now.truncatedTo(ChronoUnit.SECONDS).toString());
        labels.put(VERSION, source.isClean() ? source.version() : source.version() + "-dirty");
        labels.put(FINGERPRINT, fingerprint.value());
        labels.put(COMPONENT, request.component().value());
        return labels;
    }
}
