package io.jenkins.plugins.promotionchain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import org.json.JSONArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other programs get of a ledger. */
class LedgerExportTest {

    @TempDir
    Path directory;

    private final StringWriter written = new StringWriter();
    private Ledger ledger;

    @BeforeEach
    void open() throws Exception {
        ledger = Ledger.open(directory, 2, line -> {
            throw new AssertionError(line);
        });
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void asJsonItHasAllEntriesInOrder() throws Exception {
        ledger.append(Entries.built(1, 1));
        ledger.append(Entries.deployed(2, "dev", 1));
        ledger.append(Entries.approved(3, "uat", 1));

        new LedgerExport(ledger).json(written);

        assertThat(new JSONArray(written.toString()).toList())
                .extracting("kind")
                .isEqualTo(List.of("built", "deployment", "approved"));
    }

    @Test
    void anEmptyOneIsAnEmptyArray() throws Exception {
        new LedgerExport(ledger).json(written);

        assertThat(new JSONArray(written.toString())).isEmpty();
    }

    @Test
    void asCsvEachEntryIsALineUnderTheNamesOfTheColumns() throws Exception {
        ledger.append(Entries.deployed(2, "dev", 1));
        ledger.append(Entries.approved(3, "uat", 1));

        new LedgerExport(ledger).csv(written);

        String[] lines = written.toString().split("\r\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("at,kind,application,environment,component,image,outcome,");
        assertThat(lines[1])
                .startsWith("2026-01-01T00:00:02Z,deployment,shop,dev,backend," + Entries.image(1) + ",HEALTHY,");
        assertThat(lines[2])
                .contains("approved,shop,uat,")
                .contains(Entries.digest(1).value());
    }

    @Test
    void inCsvQuotesCommasAndLineFeedsStayInTheirCell() throws Exception {
        ledger.append(note("he said \"no\", twice\nand left"));

        new LedgerExport(ledger).csv(written);

        assertThat(written.toString()).contains(",\"he said \"\"no\"\", twice\nand left\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx"})
    void inCsvNothingIsAFormula(String text) throws Exception {
        ledger.append(note(text));

        new LedgerExport(ledger).csv(written);

        assertThat(written.toString()).contains(",'" + text + ",");
    }

    @Test
    void aWriterThatFailsIsNotMistakenForTheLedger() throws Exception {
        ledger.append(note(""));
        Writer failing = new Writer() {
            private int left = 1;

            @Override
            public void write(char[] buffer, int offset, int length) throws IOException {
                if (left-- == 0) {
                    throw new IOException("the browser has gone");
                }
            }

            @Override
            public void flush() {
                // nothing is kept
            }

            @Override
            public void close() {
                // nothing is open
            }
        };

        assertThatThrownBy(() -> new LedgerExport(ledger).json(failing))
                .isInstanceOf(IOException.class)
                .hasMessage("the browser has gone");
    }

    private static Verified note(String text) {
        return new Verified(
                Entries.at(1),
                Entries.build(1),
                Entries.place("dev"),
                Entries.image(1),
                Verified.Result.FAILED,
                text,
                "somebody");
    }
}
