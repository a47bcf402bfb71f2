package io.jenkins.plugins.promotionchain.engine.nginx;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A real nginx with its own directory, for any account; only its process is ever stopped. */
public final class TestNginx implements AutoCloseable {

    private static final Path PROGRAM = Path.of("/usr/sbin/nginx");

    private final Path directory;
    private final Path wrapper;
    private Process process;

    /** Lays out {@code nginx.conf} with {@code sites-enabled}; starts nothing. */
    public TestNginx(Path parent) throws IOException {
        assumeTrue(Files.isExecutable(PROGRAM), "nginx is not installed");
        directory = Files.createDirectories(parent.resolve("nginx"));
        Files.createDirectories(directory.resolve("sites-enabled"));
        Files.createDirectories(directory.resolve("temp"));
        writeConfiguration("sites-enabled/*");
        wrapper = Files.writeString(
                parent.resolve("nginx-here"),
                "#!/bin/sh\nexec %s -p %s -c nginx.conf \"$@\"\n".formatted(PROGRAM, directory));
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    public void writeConfiguration(String include) throws IOException {
        boolean root = System.getProperty("user.name").equals("root");
        Files.writeString(
                directory.resolve("nginx.conf"),
                """
            %s
            worker_processes 1;
            pid %s/nginx.pid;
            error_log %s/error.log;
            events { worker_connections 64; }
            http {
                access_log off;
                client_body_temp_path temp/body;
                proxy_temp_path temp/proxy;
                fastcgi_temp_path temp/fastcgi;
                uwsgi_temp_path temp/uwsgi;
                scgi_temp_path temp/scgi;
                include %s;
            }
            """
                        .formatted(root ? "user root;" : "", directory, directory, include));
    }

    public void start() throws IOException, InterruptedException {
        process = new ProcessBuilder(wrapper.toString(), "-g", "daemon off;")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        // written once the addresses are bound and before a signal is obeyed
        for (int i = 0; i < 500 && !Files.isRegularFile(pidFile()) && process.isAlive(); i++) {
            Thread.sleep(10);
        }
        if (!Files.isRegularFile(pidFile())) {
            throw new IllegalStateException("nginx did not start: " + Files.readString(directory.resolve("output"))
                    + Files.readString(directory.resolve("error.log")));
        }
        for (int i = 0; i < 500 && process.children().findAny().isEmpty(); i++) {
            Thread.sleep(10);
        }
    }

    public NginxInstallation installation() {
        return new NginxInstallation(directory.toString(), wrapper.toString(), Duration.ofSeconds(4));
    }

    public Path directory() {
        return directory;
    }

    public Path site(String name) {
        return directory.resolve("sites-enabled").resolve(name + ".conf");
    }

    public long pid() {
        return process.pid();
    }

    private Path pidFile() {
        return directory.resolve("nginx.pid");
    }

    /** A port of 127.0.0.1 on which nobody listens now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        }
    }
}
