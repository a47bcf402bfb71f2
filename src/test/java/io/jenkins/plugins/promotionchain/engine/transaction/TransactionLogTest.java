package io.jenkins.plugins.promotionchain.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TransactionLogTest {

    private static final String WHOLE = "#t phase one\nhello\nhalf#t value slot 127.0.0.1:1\n#t gate 1 health\n"
            + "\n#tt is no event\n#t answered 1 go\n#t value slot two words\n#t gate 2 verify\nlast\n";

    private final List<String> seen = new ArrayList<>();
    private final TransactionLog log = new TransactionLog("#t", seen::add, phase -> seen.add("[" + phase + "]"));

    @Test
    void tellsEventsFromWords() {
        log.read(WHOLE);

        assertThat(seen).containsExactly("[one]", "hello", "half", "", "#tt is no event", "last");
        assertThat(log.told().all("slot")).containsExactly("127.0.0.1:1", "two words");
        assertThat(log.gate()).contains(new TransactionLog.Gate(2, "verify"));
    }

    @Test
    void aGateIsOpenUntilItIsAnsweredOrEverythingEnds() {
        log.read("#t gate 1 health\n");
        assertThat(log.gate()).contains(new TransactionLog.Gate(1, "health"));
        log.read("#t answered 1 go\n");
        assertThat(log.gate()).isEmpty();
        log.read("#t gate 2 verify\n#t end 143\n");
        assertThat(log.gate()).isEmpty();
    }

    @Test
    void keepsALineThatIsNotCompleteUntilItIsOrTheEnd() {
        log.read("one\ntw");
        assertThat(seen).containsExactly("one");
        log.end();
        log.end();
        assertThat(seen).containsExactly("one", "tw");
    }

    @Test
    void whatItToldBeforeDoesNotChange() {
        log.read("#t value slot 1\n");
        Told before = log.told();
        log.read("#t value slot 2\n");

        assertThat(before.all("slot")).containsExactly("1");
        assertThat(before.last("other")).isEmpty();
    }

    @Property(tries = 200)
    void readsTheSameInPiecesOfAnySize(@ForAll @Size(max = 12) List<@IntRange(min = 1, max = 40) Integer> sizes) {
        List<String> pieces = new ArrayList<>();
        TransactionLog log = new TransactionLog("#t", pieces::add, phase -> pieces.add("[" + phase + "]"));
        int at = 0;
        for (int size : sizes) {
            int end = Math.min(WHOLE.length(), at + size);
            log.read(WHOLE.substring(at, end));
            at = end;
        }
        log.read(WHOLE.substring(at));

        assertThat(pieces).containsExactly("[one]", "hello", "half", "", "#tt is no event", "last");
        assertThat(log.told().all("slot")).containsExactly("127.0.0.1:1", "two words");
    }
}
