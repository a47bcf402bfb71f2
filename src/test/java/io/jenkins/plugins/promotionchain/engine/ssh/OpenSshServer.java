package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A real OpenSSH server on a free port of 127.0.0.1 with its own host keys; lets this user in by key. */
final class OpenSshServer implements AutoCloseable {

    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    /** Every sshd on the machine needs this directory, so that it is made when missing and never removed. */
    private static final Path PRIVILEGE_SEPARATION = Path.of("/run/sshd");

    private final Path directory;
    private final int port;
    private final Map<String, HostKeyFingerprint> hostKeys = new TreeMap<>();
    private Process process;

    private OpenSshServer(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** Starts a server whose files are in a new directory below the given one. */
    static OpenSshServer start(Path parent, String... moreConfiguration) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(SSHD), "needs /usr/sbin/sshd (Debian: openssh-server)");
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root, as sshd does");
        OpenSshServer server = new OpenSshServer(Files.createTempDirectory(parent, "sshd"), freePort());
        server.writeFiles(List.of(moreConfiguration));
        server.launch();
        return server;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Makes a key pair with ssh-keygen and lets it in. */
    Sensitive newLoginKey(String name, String passphrase, String... keygenOptions)
            throws IOException, InterruptedException {
        Sensitive key = newKey(name, passphrase, keygenOptions);
        Path authorized = directory.resolve("authorized_keys");
        Files.writeString(
                authorized, Files.readString(authorized) + Files.readString(directory.resolve(name + ".pub")));
        return key;
    }

    /** Makes a key pair that the server does not know. */
    Sensitive newKey(String name, String passphrase, String... keygenOptions) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("ssh-keygen", "-q", "-N", passphrase, "-C", "test", "-f"));
        words.add(directory.resolve(name).toString());
        words.addAll(List.of(keygenOptions));
        exec(words);
        return Sensitive.of(Files.readString(directory.resolve(name)));
    }

    Endpoint endpoint() {
        return Endpoint.of("127.0.0.1", port);
    }

    HostKeyFingerprint hostKey(String type) {
        return hostKeys.get(type);
    }

    /** The line of a public host key: type, key, comment. */
    String hostKeyLine(String type) throws IOException {
        return Files.readString(directory.resolve("host_" + type + ".pub")).strip();
    }

    /** A target that should work: Ed25519 host key pinned, key without passphrase. */
    SshTarget target(Sensitive loginKey) {
        return SshTarget.of(
                endpoint(),
                System.getProperty("user.name"),
                new SshLogin.PrivateKey(loginKey, Optional.empty()),
                new HostKeyPolicy.Pinned(Set.of(hostKey("ed25519"))));
    }

    /** Kills what serves the connections, as an outage would, and leaves the listener. */
    void killConnections() {
        List<ProcessHandle> children = process.descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle child : children) {
            child.onExit().orTimeout(5, TimeUnit.SECONDS).join();
        }
    }

    /** Freezes what serves the connections: they stay open and nothing comes any more, as behind a dead network. */
    void freezeConnections() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("kill", "-STOP"));
        process.descendants().forEach(child -> words.add(Long.toString(child.pid())));
        exec(words);
    }

    /** How many processes serve connections. */
    long connections() {
        return process.children().count();
    }

    String log() throws IOException {
        return Files.readString(directory.resolve("sshd.log"));
    }

    @Override
    public void close() {
        if (process != null) {
            killConnections();
            process.destroyForcibly().onExit().join();
        }
    }

    private void writeFiles(List<String> moreConfiguration) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>(List.of(
                "ListenAddress 127.0.0.1",
                "Port " + port,
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "AuthorizedKeysFile " + directory.resolve("authorized_keys")));
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            Path key = directory.resolve("host_" + type);
            exec(List.of("ssh-keygen", "-q", "-N", "", "-t", type, "-f", key.toString()));
            String print = exec(List.of("ssh-keygen", "-l", "-f", key.toString()));
            hostKeys.put(type, HostKeyFingerprint.of(print.split(" ")[1]));
            lines.add("HostKey " + key);
        }
        lines.addAll(moreConfiguration);
        Files.write(directory.resolve("sshd_config"), lines);
        Files.createFile(directory.resolve("authorized_keys"));
    }

    private void launch() throws IOException, InterruptedException {
        Files.createDirectories(PRIVILEGE_SEPARATION);
        process = new ProcessBuilder(
                        SSHD.toString(),
                        "-D",
                        "-e",
                        "-f",
                        directory.resolve("sshd_config").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("sshd.log").toFile())
                .start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("sshd did not start: " + log());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == 'S';
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String exec(List<String> words) throws IOException, InterruptedException {
        Process run = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(run.getInputStream().readAllBytes());
        if (run.waitFor() != 0) {
            throw new IOException(words.get(0) + ": " + output);
        }
        return output;
    }
}
