package io.jenkins.plugins.promotionchain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts of the sandbox never do to somebody else's files, servers and machine. */
class SandboxScriptsTest {

    private static final String INSTANCE = "97";
    private static final Path OTHER = Path.of("/run/promotion-chain-96");
    private static final Path SCRIPT = Path.of("sandbox/sandbox").toAbsolutePath();

    @TempDir
    Path directory;

    @BeforeEach
    void needRoot() {
        assumeTrue(System.getProperty("user.name").equals("root"), "the sandbox's scripts need root");
    }

    private record Ended(int status, String output) {}

    @ParameterizedTest
    @ValueSource(strings = {"purge", "reset", "down", "up", "install"})
    void aDirectoryThatIsNotTheSandboxsIsRefusedAndLeftAlone(String command) throws Exception {
        Path mine = Files.createDirectories(directory.resolve("home/images"));
        Files.writeString(mine.resolve("holiday.jpg"), "x");
        Files.createDirectories(directory.resolve("home/log"));
        Files.createDirectories(directory.resolve("home/servers"));

        Ended ended = run(List.of(SCRIPT.toString(), command), directory.resolve("home"));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output()).contains("is not a sandbox's data").contains("choose another PROMOTION_CHAIN_DATA");
        assertThat(mine.resolve("holiday.jpg")).exists();
        assertThat(directory.resolve("home/servers")).exists();
        assertThat(Path.of("/run/promotion-chain-" + INSTANCE + ".lock")).doesNotExist();
    }

    @Test
    void purgeDeletesADirectoryThatTheSandboxMarked() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve(".promotion-chain-sandbox"), "");
        Files.createDirectories(data.resolve("servers"));

        assertThat(run(List.of(SCRIPT.toString(), "purge"), data).status()).isZero();
        assertThat(data).doesNotExist();
    }

    @Test
    void aRefusalSaysHowToTakeOverDataOfAnEarlierVersion() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.createDirectories(data.resolve("servers"));

        String output = run(List.of(SCRIPT.toString(), "reset"), data).output();

        assertThat(output).contains("if an earlier version made it: touch '" + data.toRealPath());
    }

    @Test
    void aPurgeThatWasKilledCanBeRepeated() throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve(".promotion-chain-sandbox"), "");
        Files.createDirectories(data.resolve("servers"));
        Path programs = Files.createDirectories(directory.resolve("programs"));
        Files.writeString(
                programs.resolve("rm"), "#!/bin/sh\ncase \"$*\" in *servers*) exit 1 ;; esac\nexec /bin/rm \"$@\"\n");
        programs.resolve("rm").toFile().setExecutable(true);

        run(List.of("env", "PATH=" + programs + ":" + System.getenv("PATH"), SCRIPT.toString(), "purge"), data);

        assertThat(data.resolve(".promotion-chain-sandbox")).exists();
        assertThat(run(List.of(SCRIPT.toString(), "purge"), data).status()).isZero();
        assertThat(data).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "reset", "purge"})
    void aSandboxThatRunsUnderAnotherNumberIsNotTakenDown(String command) throws Exception {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve(".promotion-chain-sandbox"), "");
        Files.createDirectories(data.resolve("servers"));
        Process cell = new ProcessBuilder("sleep", "60").start();
        try {
            Files.createDirectories(OTHER.resolve("cells/engine"));
            Files.writeString(OTHER.resolve("owner"), data.toRealPath() + "\n");
            Files.writeString(OTHER.resolve("cells/engine/pid"), cell.pid() + " " + startTime(cell.pid()) + "\n");

            Ended ended = run(List.of(SCRIPT.toString(), command), data);

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output()).contains("is in use by instance 96");
            assertThat(data.resolve("servers")).exists();
            assertThat(cell.isAlive()).isTrue();
        } finally {
            cell.destroyForcibly().waitFor();
            run(List.of("rm", "-rf", OTHER.toString()), data);
        }
    }

    private static String startTime(long process) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + process + "/stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19];
    }

    private Ended run(List<String> command, Path data) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of("PROMOTION_CHAIN_DATA", data.toString(), "PROMOTION_CHAIN_INSTANCE", INSTANCE));
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
