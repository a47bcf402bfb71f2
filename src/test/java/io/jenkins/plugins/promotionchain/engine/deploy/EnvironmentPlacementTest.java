package io.jenkins.plugins.promotionchain.engine.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Environment files of which some are on the server already; what is asked of it runs in a real shell. */
class EnvironmentPlacementTest {

    private static final String OURS = EnvironmentPlacement.HEADER + "KEY=before\n";

    @TempDir
    Path home;

    private final FakeServer server = new FakeServer(new Port(1));

    @BeforeEach
    void askARealShell() {
        server.when("sh -c", command -> new LocalProcessRunner(home).run(command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_URL=postgres://a@b/c\nEMAIL=x\n", "\n", "KEY=no line end"})
    void leavesAFileAloneThatSomebodyElseWrote(String content) throws Exception {
        Files.writeString(home.resolve(".env"), content);

        assertThatThrownBy(() -> place(Map.of("KEY", "v")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll(
                        "The environment file .env on django@server was not written by Promotion Chain",
                        "configure another path",
                        "used as it stands");
        assertThat(server.files()).isEmpty();
    }

    @Test
    void leavesASecondFileAloneThatSomebodyElseWrote() throws Exception {
        Files.writeString(home.resolve(".env.exports"), "export A=1\n");

        assertThatThrownBy(() -> place(Map.of("KEY", "two\nlines"))).hasMessageContaining(".env.exports");
        assertThatThrownBy(() -> place(Map.of("KEY", "v"))).hasMessageContaining(".env.exports");
        assertThat(server.files()).isEmpty();
        assertThat(home.resolve(".env.exports")).hasContent("export A=1\n");
    }

    @Test
    void replacesItsOwnFilesAndEmptyOnes() throws Exception {
        Files.writeString(home.resolve(".env"), OURS);
        Files.writeString(home.resolve(".env.exports"), "");

        place(Map.of("KEY", "two\nlines"));

        assertThat(server.files()).containsOnlyKeys(".env", ".env.exports").allSatisfy((path, file) -> assertThat(
                        file.content().reveal())
                .startsWith(EnvironmentPlacement.HEADER));
    }

    @Test
    void removesASecondFileOfItsOwnThatNobodyNeedsAnyMore() throws Exception {
        Files.writeString(home.resolve(".env.exports"), OURS);

        assertThat(place(Map.of("KEY", "v")).changes()).contains("environment file .env.exports removed");
        assertThat(home.resolve(".env.exports")).doesNotExist();
    }

    @Test
    void usesAFileOfSomebodyElseAsItStandsWhereNoValuesAreGiven() throws Exception {
        Files.writeString(home.resolve(".env"), "KEY=theirs\n");

        assertThat(place(Map.of()).file()).contains(".env");
        assertThat(home.resolve(".env")).hasContent("KEY=theirs\n");
    }

    private PlacedEnvironment place(Map<String, String> values) throws Exception {
        Map<String, Sensitive> sensitive = new TreeMap<>();
        values.forEach((name, value) -> sensitive.put(name, Sensitive.of(value)));
        return new EnvironmentPlacement(server).put(new ContainerEnvironment(".env", sensitive));
    }
}
