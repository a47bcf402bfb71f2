package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a component stands as lines for people: what was expected beside what is, then each difference. */
public final class StatusTable {

    private static final String NOTHING = "-";
    private static final int DIGEST_SHOWN = "sha256:".length() + 12;
    private static final int HASH_SHOWN = 12;

    private StatusTable() {}

    private record Row(String name, String expected, String actual) {}

    /** @param place the server, as users know it */
    public static List<String> of(ComponentStatus status, String place) {
        List<String> lines = new ArrayList<>();
        String verdict = status.ok() ? status.expected().isPresent() ? "as deployed" : "not recorded" : "DIFFERS";
        lines.add(status.request().target() + " on " + place + ": " + verdict);
        List<Row> rows = rows(status);
        int name = width(rows.stream().map(Row::name).toList());
        int expected = width(rows.stream().map(Row::expected).toList());
        rows.forEach(row -> lines.add(
                ("  " + padded(row.name(), name) + "  " + padded(row.expected(), expected) + "  " + row.actual())
                        .stripTrailing()));
        status.facts().lockedBy().ifPresent(who -> lines.add("  being changed just now by " + who));
        if (!status.facts().alsoOnPort().isEmpty()) {
            lines.add("  its port is published by "
                    + String.join(", ", status.facts().alsoOnPort()) + " too");
        }
        status.drift().forEach(drift -> lines.add("  " + drift));
        return lines;
    }

    private static List<Row> rows(ComponentStatus status) {
        Optional<Expectation> expected = status.expected();
        Optional<ContainerInspection> actual = status.inspection();
        return List.of(
                new Row("", "expected", "actual"),
                new Row("digest", shown(expected.map(all -> all.image().digest())), shown(status.actualDigest())),
                new Row(
                        "build",
                        expected.map(Expectation::build).orElse(NOTHING),
                        status.build().orElse(NOTHING)),
                new Row(
                        "configuration",
                        hash(expected.map(Expectation::configurationHash)),
                        hash(actual.map(
                                container -> container.labels().getOrDefault(ContainerLabels.CONFIGURATION_HASH, "")))),
                new Row(
                        "container",
                        status.request().container().value(),
                        actual.map(container -> container.name() + " " + container.status())
                                .orElse("none")),
                new Row("health", "healthy", status.health().toString()),
                new Row(
                        "up for",
                        NOTHING,
                        status.uptime().map(StatusTable::inWords).orElse(NOTHING)),
                new Row(
                        "restarts",
                        NOTHING,
                        actual.map(container -> Integer.toString(container.restartCount()))
                                .orElse(NOTHING)));
    }

    private static String shown(Optional<ImageDigest> digest) {
        return digest.map(all -> all.value().substring(0, DIGEST_SHOWN)).orElse(NOTHING);
    }

    private static String hash(Optional<String> text) {
        return text.filter(all -> !all.isEmpty())
                .map(all -> all.substring(0, Math.min(HASH_SHOWN, all.length())))
                .orElse(NOTHING);
    }

    /** The two largest units. */
    static String inWords(Duration time) {
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }

    private static int width(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
