package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A server that is a directory of this machine: commands are processes that begin in it, files are put below it. */
final class ShellServer implements Server {

    /** Shells that servers have as {@code sh}. */
    enum Shell {
        DASH,
        BUSYBOX;

        Path program() {
            return Path.of("/usr/bin", name().toLowerCase(Locale.ROOT));
        }
    }

    private final Path home;
    private final Path bin;
    private final Path out;
    private final String path;
    private String banner = "";

    /** One that has what this machine has, with this shell. */
    ShellServer(Path directory, Shell shell) throws IOException {
        this(directory, shell, ":/usr/bin:/bin");
    }

    private ShellServer(Path directory, Shell shell, String furtherPath) throws IOException {
        this.home = Files.createDirectories(directory.resolve("home"));
        this.bin = Files.createDirectories(directory.resolve("bin"));
        this.out = Files.createDirectories(directory.resolve("out"));
        this.path = bin + furtherPath;
        Files.createSymbolicLink(bin.resolve("sh"), shell.program());
    }

    /** One that has these programs only. */
    static ShellServer bare(Path directory, Shell shell, String... programs) throws IOException {
        ShellServer server = new ShellServer(directory, shell, "");
        for (String program : programs) {
            Files.createSymbolicLink(server.bin.resolve(program), Path.of("/usr/bin", program));
        }
        return server;
    }

    /** What its shell writes in front of everything else. */
    ShellServer greetingWith(String text) {
        banner = text;
        return this;
    }

    Path home() {
        return home;
    }

    /** The process that a transaction is; none where it has not begun or has ended. */
    List<ProcessHandle> processOf(TransactionId id) throws IOException {
        Path file = home.resolve(id.directory()).resolve("process");
        if (!Files.exists(file)) {
            return List.of();
        }
        long pid = Long.parseLong(Files.readString(file).split(" ")[0]);
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).stream()
                .filter(process -> isOurs(process, id))
                .toList();
    }

    @Override
    public String place() {
        return "this machine";
    }

    @Override
    public CommandResult run(Command command, Log live) throws InterruptedException {
        try {
            Path output = Files.createTempFile(out, "output", "");
            Path errors = Files.createTempFile(out, "errors", "");
            List<String> words = new ArrayList<>(command.words());
            if (words.get(0).equals("sh")) {
                words.set(0, bin.resolve("sh").toString());
            }
            ProcessBuilder builder = new ProcessBuilder(words)
                    .directory(home.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("PATH", path);
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(command.input().map(input -> input.revealBytes()).orElse(new byte[0]));
            }
            int status = process.waitFor();
            return new CommandResult(status, banner + text(output), text(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FileChange put(RemoteFile file) {
        try {
            Path target = home.resolve(file.path());
            Files.createDirectories(target.getParent());
            Path fresh = target.resolveSibling(target.getFileName() + ".fresh");
            Files.write(fresh, file.content().revealBytes());
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            return FileChange.REPLACED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Tunnel openTunnel(Endpoint target) {
        throw new UnsupportedOperationException("No transaction opens a tunnel");
    }

    /** Takes the links to this machine's programs away. */
    void takeDown() throws IOException {
        try (Stream<Path> links = Files.list(bin)) {
            for (Path link : links.toList()) {
                Files.delete(link);
            }
        }
    }

    @Override
    public void close() {
        // Nothing was opened.
    }

    private static String text(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        Files.delete(file);
        return text;
    }

    /** A number may have gone to somebody else's process meanwhile. */
    private static boolean isOurs(ProcessHandle process, TransactionId id) {
        try (Stream<String> words = Files.lines(Path.of("/proc/" + process.pid() + "/cmdline"))) {
            return words.anyMatch(line -> line.contains(id.value()));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }
}
