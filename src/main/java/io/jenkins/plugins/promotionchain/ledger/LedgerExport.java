package io.jenkins.plugins.promotionchain.ledger;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Collectors;
import org.json.JSONObject;

/** The whole history for other programs, the oldest entry first, written while it is read. */
public final class LedgerExport {

    private static final List<String> COLUMNS = List.of(
            "at",
            "kind",
            "application",
            "environment",
            "component",
            "image",
            "outcome",
            "result",
            "reason",
            "note",
            "previous",
            "by",
            "forcedBy",
            "forcedBecause",
            "digests",
            "fingerprint",
            "commit",
            "origin",
            "configuration",
            "job",
            "number",
            "url",
            "id");

    private final Ledger ledger;

    public LedgerExport(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * An array with one object for each entry; docs/ledger.md has their fields.
     *
     * @throws LedgerFailure when the ledger cannot be read
     * @throws IOException when the writer fails
     */
    public void json(Writer writer) throws LedgerFailure, IOException {
        writer.write("[");
        String[] before = {"\n"};
        each(entry -> {
            writer.write(before[0] + EntryText.write(entry));
            before[0] = ",\n";
        });
        writer.write("\n]\n");
    }

    /**
     * Comma separated values with a first line of names (RFC 4180), safe to open in a spreadsheet: what would be taken for a
     * formula has an apostrophe before it.
     *
     * @throws LedgerFailure when the ledger cannot be read
     * @throws IOException when the writer fails
     */
    public void csv(Writer writer) throws LedgerFailure, IOException {
        writer.write(String.join(",", COLUMNS) + "\r\n");
        each(entry -> {
            JSONObject json = new JSONObject(EntryText.write(entry));
            writer.write(COLUMNS.stream()
                            .map(column -> cell(column.equals("digests") ? digests(json) : json.optString(column)))
                            .collect(Collectors.joining(","))
                    + "\r\n");
        });
    }

    private static String digests(JSONObject json) {
        return json.has("digests")
                ? json.getJSONArray("digests").toList().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" "))
                : "";
    }

    private static String cell(String text) {
        String safe = text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    @FunctionalInterface
    private interface Writing {
        void write(LedgerEntry entry) throws IOException;
    }

    private void each(Writing writing) throws LedgerFailure, IOException {
        try {
            ledger.forEach(entry -> {
                try {
                    writing.write(entry);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
