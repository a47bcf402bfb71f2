package io.jenkins.plugins.promotionchain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.rehearsal.model.Comparison;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases are those of Ant's SelectorUtils and of Jenkins' Comparator, which uses it. */
class ComparisonTest {

    @ParameterizedTest
    @CsvSource({
        "main, main, true",
        "main, MAIN, true",
        "main, main2, false",
        "feature/*, feature/a, true",
        "feature/*, feature/a/b, false",
        "feature/*, feature, false",
        "feature/**, feature/a/b, true",
        "feature/**, feature, true",
        "**, feature/a/b, true",
        "*, main, true",
        "*, feature/a, false",
        "**/hot, a/b/hot, true",
        "**/hot, hot, true",
        "a/**/z, a/z, true",
        "a/**/z, a/b/c/z, true",
        "a/**/z, a/b/c, false",
        "rel?ase, release, true",
        "rel?ase, relase, false",
        "release-1.*, release-1.2, true",
        "release-1.*, release-12, false",
        "f**, feature/a, false"
    })
    void aGlobIsAnAntPattern(String pattern, String branch, boolean holds) {
        assertThat(Comparison.GLOB.holds(pattern, branch)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"release-\\d+, release-12, true", "release, release-12, false", ".*, a/b, true", "Main, main, false"})
    void aRegularExpressionIsForTheWholeName(String pattern, String branch, boolean holds) {
        assertThat(Comparison.REGEXP.holds(pattern, branch)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource({"main, main, true", "main, Main, false", "*, main, false"})
    void equalMeansEqual(String pattern, String branch, boolean holds) {
        assertThat(Comparison.EQUALS.holds(pattern, branch)).isEqualTo(holds);
    }
}
