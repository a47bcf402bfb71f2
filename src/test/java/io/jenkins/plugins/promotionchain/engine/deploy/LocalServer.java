package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** This machine as a server: real programs, no SSH in between. Its tunnels lead to 127.0.0.1 only. */
final class LocalServer implements Server {

    private final CommandRunner runner;
    private final Path home;

    LocalServer(CommandRunner runner, Path home) {
        this.runner = runner;
        this.home = home;
    }

    @Override
    public String place() {
        return runner.place();
    }

    @Override
    public CommandResult run(Command command, Log live) throws PromotionFailure, InterruptedException {
        return runner.run(command, live);
    }

    @Override
    public FileChange put(RemoteFile file) {
        try {
            Path path = home.resolve(file.path());
            boolean exists = Files.exists(path);
            if (exists && Files.readString(path).equals(file.content().reveal())) {
                return FileChange.UNCHANGED;
            }
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.content().reveal());
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            return exists ? FileChange.REPLACED : FileChange.CREATED;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Tunnel openTunnel(Endpoint target) {
        return new Tunnel() {
            @Override
            public Port localPort() {
                return target.port();
            }

            @Override
            public void close() {
                // Nothing was opened.
            }
        };
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
