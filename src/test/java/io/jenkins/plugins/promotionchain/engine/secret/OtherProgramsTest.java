package io.jenkins.plugins.promotionchain.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What python and bash really make of a secret, masked. */
class OtherProgramsTest {

    private static final List<String> SECRETS = List.of(
            "pqr/stu+vwx==",
            "k?v,qU|PyI",
            "#tilde~hash#",
            "~tilde~hash#",
            "p\u00e9ch\u00e9 \u20ac\ud83d\ude00!",
            "a<b>&\"c'd",
            "back\\slash $HOME `id`");

    private static final String PYTHON = "import os, html, json, urllib.parse as u; s = os.environ['S'];"
            + " print(u.quote(s), u.quote_plus(s), repr(s.encode()), ascii(s), html.escape(s), json.dumps(s), repr(s), sep='\\n')";
    private static final String BASH =
            "printf '%q\\n' \"$S\"; echo \"${S@Q}\"; LC_ALL=C; declare -p S; printf '%q\\n' \"$S\"";

    static Stream<String> secrets() {
        return SECRETS.stream();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void isMaskedAsPythonWritesIt(String secret) throws Exception {
        assertThatNothingShows(secret, output(secret, "/usr/bin/python3", "-c", PYTHON));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void isMaskedAsBashWritesIt(String secret) throws Exception {
        assertThatNothingShows(secret, output(secret, "/bin/bash", "-c", BASH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://meats@srv:hunter22@db/x",
                "postgres://u:hunter22@db/x?mail=a@b",
                "postgres://u:hunter%32%32@db/x?mail=a@b",
                "postgres://u:12/hunter22@db/x"
            })
    void hidesThePasswordOfAnAddressOfAnyForm(String address) {
        SecretMasker masker = SecretMasker.of(List.of(Sensitive.of(address)));

        assertThat(masker.mask("FATAL: password hunter22 is wrong")).isEqualTo("FATAL: password **** is wrong");
    }

    private static void assertThatNothingShows(String secret, List<String> lines) {
        SecretMasker masker = SecretMasker.of(List.of(Sensitive.of(secret)));
        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(masker.mask(line))
                .as(line)
                .contains("****")
                .hasSizeLessThanOrEqualTo("declare -x S=\"$''\"".length() + "****".length()));
    }

    private static List<String> output(String secret, String... command) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of(command[0])), command[0] + " is not installed");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("S", secret);
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
