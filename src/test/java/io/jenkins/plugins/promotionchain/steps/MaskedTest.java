package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What Jenkins' own log gets of a failure. */
class MaskedTest {

    @Test
    void showsWhereItHappenedAndNoSecretOfItsMessagesOrCauses() {
        Exception failure = new IllegalStateException("docker said hunter2", new IllegalArgumentException("hunter2!"));

        StringWriter log = new StringWriter();
        new Masked(failure, text -> text.replace("hunter2", "****")).printStackTrace(new PrintWriter(log, true));

        assertThat(log.toString())
                .contains("java.lang.IllegalStateException: docker said ****", "MaskedTest.showsWhereItHappened")
                .contains("Caused by: java.lang.IllegalArgumentException: ****!")
                .doesNotContain("hunter2");
    }

    @Test
    void endsWhereCausesGoRoundInACircle() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalArgumentException("second", first);
        first.initCause(second);

        assertThat(new Masked(first, text -> text).getCause())
                .hasMessage("java.lang.IllegalArgumentException: second")
                .hasNoCause();
    }
}
