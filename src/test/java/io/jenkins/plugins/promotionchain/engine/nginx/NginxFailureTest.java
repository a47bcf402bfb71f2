package io.jenkins.plugins.promotionchain.engine.nginx;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Sentences for ends of the script that a test cannot bring about without being root or filling a disk. */
class NginxFailureTest {

    private static NginxReload ending(int status, String output, String errors) {
        ThisMachine server = new ThisMachine(Path.of("."), "sh") {
            @Override
            public CommandResult run(Command command, Log live) {
                return new CommandResult(status, output, errors);
            }
        };
        return new NginxReload(server, NginxInstallation.packaged(), Log.nowhere());
    }

    @Test
    void saysWhatAnAccountWithoutRightsNeeds() {
        assertThatThrownBy(() -> ending(NginxScript.NO_RIGHTS, "", "sudo: a password is required\n")
                        .apply("a", "\n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "The account may not run nginx on this machine: sudo: a password is required. Log in as root,"
                                + " or let sudo run nginx, tee, cp, mv, rm and chmod without a password.");
    }

    @Test
    void namesTheFileThatCouldNotBeWritten() {
        String output = "file=/etc/nginx/conf.d/a.conf\n";

        assertThatThrownBy(() -> ending(NginxScript.NOT_WRITTEN, output, "tee: x: No space left on device\n")
                        .apply("a", "\n"))
                .isInstanceOf(CommandFailed.class)
                .hasMessageStartingWith("/etc/nginx/conf.d/a.conf on this machine could not be written:"
                        + " tee: x: No space left on device.");
    }

    @Test
    void aScriptThatSaysNothingHasNotSucceeded() {
        assertThatThrownBy(() -> ending(0, "", "").apply("a", "\n")).isInstanceOf(CommandFailed.class);
    }
}
