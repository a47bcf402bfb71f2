package io.jenkins.plugins.promotionchain.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenLoginTest {

    private static final String TOKEN = "dop_v1_$geheim";
    private static final RegistryLogin LOGIN = new RegistryLogin("registry.example.com", TOKEN, Sensitive.of(TOKEN));

    @Test
    void logsInWithoutShowingTheTokenInACommandLine() {
        assertThat(TokenLogin.fits(LOGIN)).isTrue();
        assertThat(TokenLogin.fits(new RegistryLogin("r.example.com", "ci", Sensitive.of(TOKEN))))
                .isFalse();
        assertThat(TokenLogin.command("/tmp/d", LOGIN).words()).noneMatch(word -> word.contains("geheim"));
    }

    @Test
    void writesTheEntryThatDockerWouldWriteForItsOwnerOnly(@TempDir Path workDirectory) throws Exception {
        Path[] directory = new Path[1];
        new DockerSession(new LocalProcessRunner(workDirectory), Log.nowhere()).run(Optional.of(LOGIN), docker -> {
            directory[0] = Path.of(docker.push("x:1").get(2));
            assertEntry(directory[0].resolve("config.json"));
            return true;
        });

        assertThat(directory[0]).doesNotExist();
    }

    private static void assertEntry(Path config) {
        assertThat(config).satisfies(file -> {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            String auth = new JSONObject(Files.readString(file))
                    .getJSONObject("auths")
                    .getJSONObject("registry.example.com")
                    .getString("auth");
            assertThat(new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8))
                    .isEqualTo(TOKEN + ":" + TOKEN);
        });
    }
}
