package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import org.junit.jupiter.api.Test;

/** What is shortened before it is masked must not be cut in the middle of a secret. */
class ShortenedWordsTest {

    @Test
    void keepsNoHalfWordOfWhatDockerSaid() {
        String said = "token=abcdefgh0123456789" + " x".repeat(244);

        String message = DockerTrouble.of("docker push failed", new CommandResult(1, "", said))
                .getMessage();

        assertThat(message).contains("…", " x x x").doesNotContain("0123456789");
    }

    @Test
    void keepsNothingOfOneWordThatIsTooLong() {
        String message = DockerTrouble.of("docker push failed", new CommandResult(1, "", "s3cr3t".repeat(200)))
                .getMessage();

        assertThat(message).doesNotContain("s3cr3t");
    }
}
