package io.jenkins.plugins.promotionchain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Approved;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every entry is read as it was written, whatever people write into it. */
class EntryTextTest {

    @Property(tries = 300)
    void aDeploymentIsReadAsItWasWritten(
            @ForAll String reason,
            @ForAll String by,
            @ForAll String why,
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long seconds,
            @ForAll @IntRange(max = 999_999_999) int nanos,
            @ForAll Deployed.Kind kind,
            @ForAll Deployed.Outcome outcome,
            @ForAll boolean forced) {
        isReadAsWritten(new Deployed(
                Instant.ofEpochSecond(seconds, nanos),
                new BuildRef(reason, 3, by),
                why,
                Entries.place("dev"),
                Entries.image(1),
                forced ? Optional.of(Entries.image(2)) : Optional.empty(),
                kind,
                outcome,
                well(reason),
                forced ? Optional.of(new Deployed.Force(by, why)) : Optional.empty(),
                by,
                why));
    }

    @Property(tries = 100)
    void soAreTheOthers(@ForAll String note, @ForAll String by, @ForAll Verified.Result result) {
        isReadAsWritten(new Verified(
                Entries.at(1), Entries.build(1), Entries.place("uat"), Entries.image(1), result, note, by));
        isReadAsWritten(new Approved(
                Entries.at(1),
                Entries.build(1),
                Entries.SHOP,
                EnvironmentName.of("prod"),
                Set.of(Entries.digest(1), Entries.digest(2)),
                by,
                note));
        isReadAsWritten(new Built(
                Entries.at(1),
                new BuildRef("shop", 1, ""),
                Entries.place("dev").component(),
                Entries.image(1),
                Entries.fingerprint(1),
                note,
                Built.Origin.REUSED));
    }

    @Test
    void aLineCanBeReadByPeople() {
        assertThat(EntryText.write(Entries.deployed(1, "dev", 1)))
                .isEqualTo("{\"at\":\"2026-01-01T00:00:01Z\",\"kind\":\"deployment\",\"application\":\"shop\","
                        + "\"environment\":\"dev\",\"component\":\"backend\",\"image\":\""
                        + Entries.image(1)
                        + "\",\"outcome\":\"HEALTHY\",\"id\":\"transaction-1\",\"job\":\"shop/main\",\"number\":1,"
                        + "\"url\":\"https://ci.example.com/job/shop/job/main/1/\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{}", "{\"kind\":\"built\"}", "{\"kind\":\"verified\",\"at\":\"yesterday\"}"})
    void whatIsNoEntryIsRefused(String text) {
        assertThatThrownBy(() -> EntryText.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anImageThatIsNoneIsRefused() {
        String text = EntryText.write(Entries.deployed(1, "dev", 1))
                .replace(ImageDigest.of("sha256:" + "0".repeat(63) + "1").value(), "latest");

        assertThatThrownBy(() -> EntryText.read(text)).isInstanceOf(IllegalArgumentException.class);
    }

    /** A lone surrogate is no text, and UTF-8 has no form for it. */
    private static String well(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static void isReadAsWritten(LedgerEntry entry) {
        String text = EntryText.write(entry);
        assertThat(text).doesNotContain("\n");
        byte[] line = LedgerLine.encode(text);
        assertThat(LedgerLine.decode(line, 0, line.length - 1).map(StandardCharsets.UTF_8::encode))
                .contains(StandardCharsets.UTF_8.encode(text));
        assertThat(EntryText.read(text)).contains(entry);
    }
}
