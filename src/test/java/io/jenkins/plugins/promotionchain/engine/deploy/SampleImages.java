package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.docker.DockerSession;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes small images of busybox, which no registry has to provide, and pushes them. */
public final class SampleImages {

    private static final Pattern DIGEST = Pattern.compile("digest: (sha256:[0-9a-f]{64})");

    /** Ends at once when told to, which process 1 does only with a trap. */
    private static final String SERVE = " trap exit TERM; httpd -f -p 8000 -h /www & wait";

    private final CommandRunner builder;
    private final Path directory;
    private final String registry;
    private final Optional<RegistryLogin> login;

    /** @param builder runs docker with the engine that builds */
    SampleImages(CommandRunner builder, Path directory, String registry, Optional<RegistryLogin> login) {
        this.builder = builder;
        this.directory = directory;
        this.registry = registry;
        this.login = login;
    }

    /** Serves {@code version} at /health/ on port 8000. */
    public ImageRef healthy(String version) throws Exception {
        return build(version, "mkdir -p /www/health; echo " + version + " > /www/health/index.html;" + SERVE);
    }

    /** Answers 404 to everything. */
    public ImageRef unhealthy() throws Exception {
        return build("unhealthy", "echo no page today; mkdir /www;" + SERVE);
    }

    /** Ends at once. */
    public ImageRef exiting() throws Exception {
        return build("exiting", "echo KeyError: SECRET_KEY >&2; exit 3");
    }

    /** Serves {@code version} like {@link #healthy}, but only some seconds after its start. */
    public ImageRef late(String version, int seconds) throws Exception {
        return build(
                version,
                "sleep " + seconds + "; mkdir -p /www/health; echo " + version + " > /www/health/index.html;" + SERVE);
    }

    /** Takes 256 MB at once, some time after its start. */
    public ImageRef greedy() throws Exception {
        return build("greedy", "echo taking all; sleep 0.6; exec dd if=/dev/zero of=/dev/null bs=256M count=1");
    }

    private ImageRef build(String version, String start) throws Exception {
        Path context = Files.createDirectories(directory.resolve(version));
        Files.copy(Path.of("/bin/busybox"), context.resolve("busybox"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(context.resolve("start"), start + "\n");
        Files.writeString(
                context.resolve("Dockerfile"),
                """
                FROM scratch
                COPY busybox /bin/busybox
                COPY start /start
                RUN ["/bin/busybox", "--install", "-s", "/bin"]
                CMD ["/bin/sh", "/start"]
                """);
        String name = registry + "/stories/backend:" + version;
        String whatToDo = "Look at the sandbox";
        builder.runOrFail(Command.of("docker", "build", "--quiet", "--tag", name, context.toString()), whatToDo);
        String pushed = new DockerSession(builder, Log.nowhere())
                .run(login, docker -> builder.runOrFail(Command.of(docker.push(name)), whatToDo));
        Matcher digest = DIGEST.matcher(pushed);
        if (!digest.find()) {
            throw new IllegalStateException("docker push told no digest: " + pushed);
        }
        return ImageRef.parse(registry + "/stories/backend@" + digest.group(1));
    }
}
