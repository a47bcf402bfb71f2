package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Shell;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The second environment file, read by real shells. */
class ExportsTest {

    /** Every character that a shell or a terminal gives a meaning, and bytes that dash uses inside (0x81 to 0x88). */
    private static final String NASTY =
            everyAsciiCharacter() + "\n'' \"$HOME\" `id` \\\n\u00c1\u00c8\u20ac\ud83d\ude00\u2028\r";

    @ParameterizedTest
    @EnumSource
    void carriesEveryValueByteForByte(Shell shell) throws Exception {
        EnvFile files = EnvFile.of(new TreeMap<>(Map.of("KEY", Sensitive.of(NASTY))));
        Process process = new ProcessBuilder(shell.words("-s")).start();
        try (var input = process.getOutputStream()) {
            input.write(
                    (files.exports().orElseThrow().reveal() + "exec printenv KEY\n").getBytes(StandardCharsets.UTF_8));
        }

        byte[] output = process.getInputStream().readAllBytes();

        assertThat(new String(output, StandardCharsets.UTF_8)).isEqualTo(NASTY + "\n");
        assertThat(process.waitFor()).isZero();
    }

    private static String everyAsciiCharacter() {
        StringBuilder all = new StringBuilder();
        for (char c = 1; c < 128; c++) {
            all.append(c);
        }
        return all.toString();
    }
}
