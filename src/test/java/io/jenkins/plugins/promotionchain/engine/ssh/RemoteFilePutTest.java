package io.jenkins.plugins.promotionchain.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFilePutTest {

    @TempDir
    static Path serverDirectory;

    @TempDir
    Path directory;

    private static OpenSshServer sshd;
    private static Server server;

    @BeforeAll
    static void connect() throws Exception {
        sshd = OpenSshServer.start(serverDirectory);
        server =
                SshConnector.real().connect(sshd.target(sshd.newLoginKey("login", "", "-t", "ed25519")), Log.nowhere());
    }

    @AfterAll
    static void disconnect() throws Exception {
        if (server != null) {
            server.close();
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private RemoteFile secret(String name, String content) {
        return RemoteFile.secret(directory.resolve(name).toString(), Sensitive.of(content));
    }

    @Test
    void createsAFileWithItsDirectoriesForTheOwnerOnly() throws Exception {
        assertThat(server.put(secret("new/deep/.env", "A=b"))).isEqualTo(FileChange.CREATED);
        assertThat(directory.resolve("new/deep/.env")).hasContent("A=b");
        assertThat(mode(directory.resolve("new/deep/.env"))).isEqualTo("rw-------");
        assertThat(mode(directory.resolve("new"))).isEqualTo("rwx------");
        assertThat(mode(directory.resolve("new/deep"))).isEqualTo("rwx------");
    }

    @Test
    void replacesOtherContentAndThenLeavesItAlone() throws Exception {
        assertThat(server.put(secret("file", "one"))).isEqualTo(FileChange.CREATED);
        assertThat(server.put(secret("file", "two"))).isEqualTo(FileChange.REPLACED);
        Object inode = Files.getAttribute(directory.resolve("file"), "unix:ino");
        assertThat(server.put(secret("file", "two"))).isEqualTo(FileChange.UNCHANGED);
        assertThat(Files.getAttribute(directory.resolve("file"), "unix:ino")).isEqualTo(inode);
        assertThat(names()).containsExactly("file");
    }

    @Test
    void replacesAFileOfAnotherMode() throws Exception {
        String path = directory.resolve("page").toString();
        server.put(RemoteFile.secret(path, Sensitive.of("same")));
        assertThat(server.put(RemoteFile.readable(path, "same"))).isEqualTo(FileChange.REPLACED);
        assertThat(mode(Path.of(path))).isEqualTo("rw-r--r--");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "no line end", "a\n\n", "quotes ' \" $x `id` \\ %s\t\r\n", "größe 🚀\u2028", "\0\u0001"
            })
    void writesTheContentByteForByte(String content) throws Exception {
        server.put(secret("content", content));
        assertThat(Files.readString(directory.resolve("content"))).isEqualTo(content);
    }

    @Test
    void writesFiveMebibytes() throws Exception {
        String content = "0123456789abcde\n".repeat(5 << 16);
        assertThat(server.put(secret("large", content))).isEqualTo(FileChange.CREATED);
        assertThat(Files.readString(directory.resolve("large"))).isEqualTo(content);
        assertThat(server.put(secret("large", content))).isEqualTo(FileChange.UNCHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n", "a b", "it's $HOME", "*", "größe"})
    void takesAnyName(String name) throws Exception {
        assertThat(server.put(secret(name, "x"))).isEqualTo(FileChange.CREATED);
        assertThat(names()).containsExactly(name);
        assertThat(server.put(secret(name, "x"))).isEqualTo(FileChange.UNCHANGED);
    }

    @Test
    void leavesTheOldFileAndNoOtherWhenItCannotBeReplaced() throws Exception {
        Path file = directory.resolve("file");
        server.put(secret("file", "old"));
        server.runOrFail(Command.of("chattr", "+i", file.toString()), "run this test on a file system with attributes");
        try {
            assertThatThrownBy(() -> server.put(secret("file", "new")))
                    .isInstanceOf(CommandFailed.class)
                    .hasMessageContaining("could not be put on root@127.0.0.1: mv:");
        } finally {
            server.run(Command.of("chattr", "-i", file.toString()));
        }
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("file");
    }

    @Test
    void refusesToReplaceADirectory() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        assertThatThrownBy(() -> server.put(secret("data", "x"))).hasMessageContaining("it is a directory");
        assertThat(directory.resolve("data")).isEmptyDirectory();
    }

    @Test
    void failsWhenAParentIsAFile() throws Exception {
        server.put(secret("file", "x"));
        assertThatThrownBy(() -> server.put(secret("file/below", "y"))).isInstanceOf(CommandFailed.class);
        assertThat(names()).containsExactly("file");
    }

    @Test
    void replacesASymbolicLinkAndNotWhatItLeadsTo() throws Exception {
        Files.writeString(directory.resolve("other"), "mine");
        Files.createSymbolicLink(directory.resolve("link"), directory.resolve("other"));
        assertThat(server.put(secret("link", "mine"))).isEqualTo(FileChange.REPLACED);
        assertThat(directory.resolve("other")).hasContent("mine");
        assertThat(directory.resolve("link")).isRegularFile().matches(link -> !Files.isSymbolicLink(link));
    }

    @Test
    void keepsTheOwnerOfAFileThatRootReplaces() throws Exception {
        server.put(secret("file", "old"));
        server.runOrFail(
                Command.of("chown", "65534:65534", directory.resolve("file").toString()), "be root");
        server.put(secret("file", "new"));
        assertThat(Files.getAttribute(directory.resolve("file"), "unix:uid")).isEqualTo(65534);
        assertThat(Files.getAttribute(directory.resolve("file"), "unix:gid")).isEqualTo(65534);
        assertThat(mode(directory.resolve("file"))).isEqualTo("rw-------");
    }

    @Test
    void doesNotRenameHalfAFileIntoPlace() throws Exception {
        server.put(secret("file", "old"));
        Command whole = new PutScript(secret("file", "0123456789")).command();
        CommandResult cut = server.run(whole.withInput(Sensitive.of("01234")));
        assertThat(cut.exitStatus()).isEqualTo(1);
        assertThat(cut.errors()).isEqualTo("the content did not arrive whole\n");
        assertThat(directory.resolve("file")).hasContent("old");
        assertThat(names()).containsExactly("file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dash", "bash", "busybox sh"})
    void worksInEveryShell(String shell) throws Exception {
        assertThat(putWith(shell, secret("a/file", "one\n"))).contains(FileChange.CREATED);
        assertThat(putWith(shell, secret("a/file", "one\n"))).contains(FileChange.UNCHANGED);
        assertThat(putWith(shell, secret("a/file", "two"))).contains(FileChange.REPLACED);
        assertThat(directory.resolve("a/file")).hasContent("two");
        assertThat(mode(directory.resolve("a/file"))).isEqualTo("rw-------");
    }

    private Optional<FileChange> putWith(String shell, RemoteFile file) throws Exception {
        CommandRunner local = new LocalProcessRunner(directory);
        PutScript script = new PutScript(file);
        List<String> words = new ArrayList<>(List.of(shell.split(" ")));
        words.addAll(
                script.command().words().subList(1, script.command().words().size()));
        return script.changeIn(local.run(new Command(words, script.command().input(), Command.DEFAULT_TIMEOUT)));
    }
}
