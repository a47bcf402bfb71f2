package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EnvFilePropertyTest {

    @Property
    void dockerReadsEveryValueAsItWasGiven(@ForAll("environments") Map<String, String> values) throws InvalidInput {
        EnvFile files = EnvFile.of(sensitive(values));

        Map<String, String> read =
                new LinkedHashMap<>(DockerEnvReader.read(files.content().revealBytes()));
        for (String name : files.exportedNames()) {
            assertThat(read).doesNotContainKey(name);
            read.put(name, values.get(name));
        }
        assertThat(read).isEqualTo(values);
    }

    @Provide
    Arbitrary<Map<String, String>> environments() {
        Arbitrary<String> names = Combinators.combine(
                        Arbitraries.of('A', 'x', '_'),
                        Arbitraries.strings().withChars("AZaz09_").ofMaxLength(8))
                .as((first, rest) -> "N" + first + rest);
        Arbitrary<String> nasty = Arbitraries.strings()
                .withChars(" \t\r\n'\"$\\%`#=!\u00e4\u2028\u0001\u0085\ufeff")
                .ofMaxLength(12);
        Arbitrary<String> any = Arbitraries.strings()
                .ofMaxLength(30)
                .filter(value -> value.indexOf('\0') < 0)
                .filter(value -> value.chars().noneMatch(c -> Character.isSurrogate((char) c)));
        return Arbitraries.maps(names, Arbitraries.oneOf(nasty, any)).ofMaxSize(5);
    }

    private static TreeMap<String, Sensitive> sensitive(Map<String, String> values) {
        TreeMap<String, Sensitive> all = new TreeMap<>();
        values.forEach((name, value) -> all.put(name, Sensitive.of(value)));
        return all;
    }
}
