package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The login of an account whose user name is its secret token too, as DigitalOcean's registry has it ("use a DigitalOcean
 * API token as both the username and the password"). {@code docker login} takes a user name on its command line only,
 * where everybody on the machine could read it; so the entry that it would write is written in its place (the member
 * "auths" of docker's config.json). Whether the registry accepts it shows when an image is pulled or pushed.
 */
final class TokenLogin {

    private static final String SCRIPT = "umask 077 && cat > \"$1/config.json\"";

    private TokenLogin() {}

    /** Whether the user name must not be seen. */
    static boolean fits(RegistryLogin login) {
        return login.username().equals(login.password().reveal());
    }

    /** @param directory of the docker client's configuration */
    static Command command(String directory, RegistryLogin login) {
        String account = login.username() + ":" + login.password().reveal();
        String entry = Base64.getEncoder().encodeToString(account.getBytes(StandardCharsets.UTF_8));
        String config = "{\"auths\":{\"" + login.registry() + "\":{\"auth\":\"" + entry + "\"}}}\n";
        return Command.of("sh", "-c", SCRIPT, "sh", directory).withInput(Sensitive.of(config));
    }
}
