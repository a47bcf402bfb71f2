package io.jenkins.plugins.promotionchain.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a killed installation does to the machine's policy on starts of services: nothing, from the next command on. */
@Timeout(60)
class ServicePolicyTest {

    private static final String MACHINES = "#!/bin/sh\n# the machine's own\nexit 0\n";

    @TempDir
    Path directory;

    private Path policy;
    private Scripts scripts;

    @BeforeEach
    void begin() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "the sandbox's scripts need root");
        policy = directory.resolve("policy-rc.d");
        scripts = new Scripts(directory.resolve("data"), directory.resolve("programs"), 93);
        scripts.markData();
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "reset"})
    void theNextCommandPutsTheMachinesPolicyBack(String command) throws Exception {
        Files.writeString(policy, MACHINES);
        functions("forbid_starts");
        assertThat(policy).content().contains("exit 101");

        command(command);

        assertThat(policy).hasContent(MACHINES);
        assertThat(before()).doesNotExist();
    }

    @Test
    void theNextCommandLeavesNoPolicyWhereThereWasNone() throws Exception {
        functions("forbid_starts");

        command("down");

        assertThat(policy).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cp", "chmod", "mv"})
    void isWholeWhereverForbiddingIsCutOff(String program) throws Exception {
        Files.writeString(policy, MACHINES);
        functions(program + "() { command " + program + " \"$@\"; kill -KILL $BASHPID; }; (forbid_starts) || true");

        functions("repair_policy");

        assertThat(policy).hasContent(MACHINES);
        assertThat(before()).doesNotExist();
    }

    @Test
    void aPolicyThatCameSinceIsLeftAlone() throws Exception {
        Files.writeString(policy, MACHINES);
        Files.writeString(before(), "#!/bin/sh\n# an old copy\n");

        functions("forbid_starts; allow_starts");

        assertThat(policy).hasContent(MACHINES);
    }

    @Test
    void whileAnInstallationIsAtWorkItsPolicyStays() throws Exception {
        functions("forbid_starts");
        Process installation = functionsStarted("one_at_a_time sleep 60");
        try {
            while (installation
                    .children()
                    .noneMatch(child -> child.info().command().orElse("").endsWith("sleep"))) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            functions("repair_killed_installation");

            assertThat(policy).content().contains("exit 101");
        } finally {
            installation.descendants().forEach(ProcessHandle::destroyForcibly);
            installation.destroyForcibly().waitFor();
        }
    }

    private Path before() {
        return directory.resolve("policy-rc.d.before-sandbox");
    }

    private void command(String command) throws Exception {
        Scripts.Ended ended = scripts.run(
                "env",
                "PROMOTION_CHAIN_POLICY=" + policy,
                Path.of("sandbox/sandbox").toString(),
                command);
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    private void functions(String script) throws Exception {
        Process process = functionsStarted(script);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    private Process functionsStarted(String script) throws Exception {
        return scripts.startWithFunctions("policy='" + policy + "'; " + script);
    }
}
