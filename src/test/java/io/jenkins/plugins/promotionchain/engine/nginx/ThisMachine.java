package io.jenkins.plugins.promotionchain.engine.nginx;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.Tunnel;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server that is this machine: commands are local processes, tunnels lead to 127.0.0.1 without a detour. */
public class ThisMachine implements Server {

    private final Path directory;
    private final List<String> shell;

    /**
     * @param directory for standard output and error; programs in its directory {@code bin} go before all others
     * @param shell in place of {@code sh}, for example {@code busybox sh}
     */
    public ThisMachine(Path directory, String... shell) {
        this.directory = directory;
        this.shell = List.of(shell);
    }

    @Override
    public String place() {
        return "this machine";
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        List<String> words = new ArrayList<>(command.words());
        if (words.get(0).equals("sh")) {
            words.remove(0);
            words.addAll(0, shell);
        }
        try {
            Path output = Files.createTempFile(directory, "output", "");
            Path errors = Files.createTempFile(directory, "errors", "");
            ProcessBuilder builder =
                    new ProcessBuilder(words).redirectOutput(output.toFile()).redirectError(errors.toFile());
            builder.environment().merge("PATH", directory.resolve("bin") + ":", (path, first) -> first + path);
            Process process = builder.start();
            try (var in = process.getOutputStream()) {
                in.write(command.input().map(input -> input.revealBytes()).orElse(new byte[0]));
            }
            if (!process.waitFor(command.timeout().toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(words + " takes too long");
            }
            return new CommandResult(process.exitValue(), Files.readString(output), Files.readString(errors));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FileChange put(RemoteFile file) {
        try {
            Path path = Path.of(file.path());
            boolean there = Files.exists(path);
            if (there && Files.readString(path).equals(file.content().reveal())) {
                return FileChange.UNCHANGED;
            }
            Files.createDirectories(path.getParent());
            Path fresh = path.resolveSibling(path.getFileName() + ".new");
            Files.write(fresh, file.content().reveal().getBytes(StandardCharsets.UTF_8));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            return there ? FileChange.REPLACED : FileChange.CREATED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Tunnel openTunnel(Endpoint target) {
        if (!target.host().value().equals("127.0.0.1")) {
            throw new IllegalArgumentException("This test double reaches 127.0.0.1 only, not " + target);
        }
        return new Tunnel() {
            @Override
            public Port localPort() {
                return target.port();
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public void close() {}
}
