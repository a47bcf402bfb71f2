package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void leavesAShortTextAlone() {
        assertThat(Excerpt.beginning("one two", 7)).isEqualTo("one two");
        assertThat(Excerpt.end("one two", 7)).isEqualTo("one two");
    }

    @Test
    void cutsBetweenWords() {
        assertThat(Excerpt.beginning("one two three", 7)).isEqualTo("one two …");
        assertThat(Excerpt.beginning("one two three", 8)).isEqualTo("one two …");
        assertThat(Excerpt.end("one two three", 9)).isEqualTo("… two three");
        assertThat(Excerpt.end("one two three", 10)).isEqualTo("… two three");
    }

    @Test
    void leavesAWordOutThatDoesNotFit() {
        assertThat(Excerpt.beginning("one secret", 8)).isEqualTo("one …");
        assertThat(Excerpt.beginning("secret", 5)).isEqualTo("…");
        assertThat(Excerpt.end("secret one", 8)).isEqualTo("… one");
        assertThat(Excerpt.end("secret", 5)).isEqualTo("…");
    }

    @Property
    void neverHoldsPartOfAWord(
            @ForAll @CharRange(from = ' ', to = '#') @StringLength(max = 40) String text,
            @ForAll @IntRange(min = 1, max = 40) int longest) {
        List<String> words = List.of(text.split(" "));

        for (String excerpt : List.of(Excerpt.beginning(text, longest), Excerpt.end(text, longest))) {
            assertThat(excerpt).hasSizeLessThanOrEqualTo(longest + 2);
            assertThat(excerpt.replace("…", "").strip().split(" "))
                    .allMatch(word -> word.isEmpty() || words.contains(word));
        }
    }
}
