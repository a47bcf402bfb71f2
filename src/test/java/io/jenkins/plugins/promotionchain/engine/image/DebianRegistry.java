package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * Debian's {@code docker-registry} on a free port of this machine, with one account and its data in a given directory.
 */
final class DebianRegistry implements AutoCloseable {

    static final Path PROGRAM = Path.of("/usr/bin/docker-registry");
    static final Path HTPASSWD = Path.of("/usr/bin/htpasswd");

    private final Process process;
    private final String host;
    private final String password;
    private final HttpClient client = HttpClient.newHttpClient();

    private DebianRegistry(Process process, String host, String password) {
        this.process = process;
        this.host = host;
        this.password = password;
    }

    static DebianRegistry start(Path directory, String password) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        Path accounts = directory.resolve("htpasswd");
        Process htpasswd = new ProcessBuilder(HTPASSWD.toString(), "-i", "-B", "-c", accounts.toString(), "ci")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var input = htpasswd.getOutputStream()) {
            input.write(password.getBytes(StandardCharsets.UTF_8));
        }
        if (htpasswd.waitFor() != 0) {
            throw new IOException("htpasswd made no account");
        }
        Path configuration = directory.resolve("config.yml");
        Files.writeString(
                configuration,
                """
                version: 0.1
                log: {level: error, accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: '%s'}}
                http: {addr: '127.0.0.1:%d', secret: test}
                auth: {htpasswd: {realm: test, path: '%s'}}
                """
                        .formatted(directory.resolve("data"), port, accounts));
        Process registry = new ProcessBuilder(PROGRAM.toString(), "serve", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        DebianRegistry started = new DebianRegistry(registry, "127.0.0.1:" + port, password);
        started.awaitPort(port);
        return started;
    }

    String host() {
        return host;
    }

    RegistryLogin login() {
        return new RegistryLogin(host, "ci", Sensitive.of(password));
    }

    /** Uploads all parts of an image in single requests (OCI distribution specification 1.1, "POST then PUT"). */
    void push(ImageRepository repository, String tag, TinyImage image) throws IOException, InterruptedException {
        upload(repository, image.layer());
        upload(repository, image.configuration());
        send(request("/v2/" + repository.path() + "/manifests/" + tag)
                .header("Content-Type", TinyImage.TYPE)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(image.manifest())));
    }

    private void upload(ImageRepository repository, byte[] content) throws IOException, InterruptedException {
        HttpResponse<String> begun =
                send(request("/v2/" + repository.path() + "/blobs/uploads/").POST(HttpRequest.BodyPublishers.noBody()));
        URI location = URI.create("http://" + host)
                .resolve(begun.headers().firstValue("Location").orElseThrow());
        send(authorized(HttpRequest.newBuilder(URI.create(location + "&digest=" + ImageManifest.digestOf(content))))
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content)));
    }

    private HttpRequest.Builder request(String path) {
        return authorized(HttpRequest.newBuilder(URI.create("http://" + host + path)));
    }

    private HttpRequest.Builder authorized(HttpRequest.Builder request) {
        byte[] pair = ("ci:" + password).getBytes(StandardCharsets.UTF_8);
        return request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("The registry answered " + response.statusCode() + " " + response.body());
        }
        return response;
    }

    /** A process of another program gives no other sign that it listens. */
    private void awaitPort(int port) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                return;
            } catch (IOException e) {
                if (System.nanoTime() > end || !process.isAlive()) {
                    close();
                    throw new IOException("The registry did not start", e);
                }
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
