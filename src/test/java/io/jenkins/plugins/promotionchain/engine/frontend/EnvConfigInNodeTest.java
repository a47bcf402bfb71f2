package io.jenkins.plugins.promotionchain.engine.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same as in Rhino, in the engine that Chromium uses; `./rehearse test` installs it, other test runs skip where it is missing. */
class EnvConfigInNodeTest {

    /** Loads each file of the directory and prints the code units of all names and values, as one JSON array. */
    private static final String READER =
            """
        const fs = require('fs'), vm = require('vm');
        const units = text => Array.from({length: text.length}, (_, i) => text.charCodeAt(i));
        for (const file of fs.readdirSync(process.argv[2]).sort()) {
          const sandbox = {}; sandbox.window = sandbox;
          vm.runInNewContext(fs.readFileSync(process.argv[2] + '/' + file, 'latin1'), sandbox);
          const own = Object.getOwnPropertyNames(sandbox.ENV).sort();
          console.log(JSON.stringify(own.map(name => [units(name), units(sandbox.ENV[name])])));
        }
        """;

    @TempDir
    Path directory;

    @Test
    void nodeReadsTheVeryValuesBack() throws Exception {
        assumeTrue(onThePath("node"), "node is not installed");
        Path scripts = Files.createDirectory(directory.resolve("scripts"));
        List<String> expected = new ArrayList<>();
        Arbitrary<Map<String, String>> any =
                Arbitraries.maps(Texts.any(), Texts.any()).ofMaxSize(6);
        List<Map<String, String>> samples =
                new ArrayList<>(any.list().ofSize(300).sample());
        samples.add(Map.of("__proto__", "x", "constructor", "y"));
        for (int i = 0; i < samples.size(); i++) {
            Files.writeString(scripts.resolve("%04d.js".formatted(i)), new EnvConfig("ENV", samples.get(i)).text());
            expected.add(codeUnits(samples.get(i)));
        }
        Path reader = Files.writeString(directory.resolve("reader.js"), READER);

        Process node = new ProcessBuilder("node", reader.toString(), scripts.toString())
                .redirectErrorStream(true)
                .start();
        try (InputStream output = node.getInputStream()) {
            assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .isEqualTo(expected);
        }
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    private static String codeUnits(Map<String, String> values) {
        List<String> pairs = new ArrayList<>();
        new TreeMap<>(values).forEach((name, value) -> pairs.add("[" + units(name) + "," + units(value) + "]"));
        return "[" + String.join(",", pairs) + "]";
    }

    private static String units(String text) {
        return "[" + String.join(",", text.chars().mapToObj(Integer::toString).toList()) + "]";
    }

    private static boolean onThePath(String program) throws IOException {
        for (String place : System.getenv("PATH").split(File.pathSeparator)) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }
}
