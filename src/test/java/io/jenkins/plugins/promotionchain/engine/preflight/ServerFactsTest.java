package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is read from the answer of the script. */
class ServerFactsTest {

    @Test
    void keepsAllLinesOfATextAndTheStatusOfItsCommand() {
        ServerFacts facts = ServerFacts.parse("docker=WARNING: a=b\ndocker=20.10 28.1\ndocker-status=0\nend=yes\n");

        assertThat(facts.all("docker")).containsExactly("WARNING: a=b", "20.10 28.1");
        assertThat(facts.text("docker")).contains("20.10 28.1");
        assertThat(facts.command("docker"))
                .hasValueSatisfying(result -> assertThat(result.succeeded()).isTrue());
        assertThat(facts.complete()).isTrue();
    }

    @Test
    void takesTheWordsOfAFailedCommandForItsErrors() {
        ServerFacts facts = ServerFacts.parse("docker=Got permission denied\ndocker-status=1\n");

        assertThat(facts.command("docker").orElseThrow().errors()).isEqualTo("Got permission denied");
        assertThat(facts.complete()).isFalse();
    }

    @Test
    void takesNothingFromAGreetingAndKnowsNothingThatWasNotTold() {
        ServerFacts facts = ServerFacts.parse("*** Welcome to server ***\r\n[1mtime[0m\n\ntime=12\u0007\r\ntime=x\n");

        assertThat(facts.number("time")).isEmpty();
        assertThat(facts.all("time")).containsExactly("12", "x");
        assertThat(facts.text("account")).isEmpty();
        assertThat(facts.command("docker")).isEmpty();
    }
}
