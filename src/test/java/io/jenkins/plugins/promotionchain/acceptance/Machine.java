package io.jenkins.plugins.promotionchain.acceptance;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyFingerprint;
import io.jenkins.plugins.promotionchain.engine.ssh.HostKeyPolicy;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshConnector;
import io.jenkins.plugins.promotionchain.engine.ssh.SshLogin;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import io.jenkins.plugins.promotionchain.sandbox.SandboxEnvironment;
import io.jenkins.plugins.promotionchain.sandbox.SandboxServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A server of the sandbox as its own administrator sees it, over a connection that stays open. */
final class Machine implements AutoCloseable {

    private final Server server;
    private final Path files;

    private Machine(Server server, Path files) {
        this.server = server;
        this.files = files;
    }

    static Machine backend(Sandbox sandbox, String environment) throws Exception {
        SandboxEnvironment its = sandbox.environment(environment);
        Sensitive password = sandbox.credential(its.prefix() + "_SSH_PASSWORD").secret();
        return connect(its.backend(), new SshLogin.Password(password), environment + "-backend");
    }

    static Machine frontend(Sandbox sandbox, String environment) throws Exception {
        SandboxEnvironment its = sandbox.environment(environment);
        Sensitive key = sandbox.credential(its.prefix() + "_FRONTEND_SSH_KEY").secret();
        return connect(its.frontend(), new SshLogin.PrivateKey(key, Optional.empty()), environment + "-frontend");
    }

    private static Machine connect(SandboxServer its, SshLogin login, String name) throws Exception {
        SshTarget target = SshTarget.of(
                Endpoint.of(its.host(), its.sshPort()),
                its.account(),
                login,
                new HostKeyPolicy.Pinned(
                        its.hostKeys().stream().map(HostKeyFingerprint::of).collect(Collectors.toSet())));
        return new Machine(
                SshConnector.real().connect(target, Log.nowhere()),
                Sandbox.data().resolve("servers").resolve(name));
    }

    /** What a shell script printed; fails when its exit status is not 0. */
    String said(String script) throws Exception {
        return server.runOrFail(Command.of("sh", "-c", script), "Look at the server");
    }

    /** Puts a file that its account alone reads. */
    void put(String path, String content) throws Exception {
        server.put(RemoteFile.secret(path, Sensitive.of(content)));
    }

    /** The server's own directories: {@code etc}, {@code home}, {@code opt}, {@code root}. */
    Path files() {
        return files;
    }

    /** What the SSH server wrote, one line for each connection, login and end. */
    List<String> sshLog() throws Exception {
        return Files.readAllLines(files.resolve("log/sshd.log"));
    }

    /** Id and time of the last start of every container whose name begins so, by name. */
    List<String> containers(String prefix) throws Exception {
        return said("for name in $(docker ps --all --format '{{.Names}}' --filter name=^/" + prefix
                        + "); do docker inspect"
                        + " --format '{{.Name}} {{.Id}} {{.State.Status}} {{.State.StartedAt}}' $name; done")
                .lines()
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
