package hudson;

import hudson.remoting.VirtualChannel;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public final class FilePath implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String remote;

    public FilePath(File localPath) {
        remote = localPath.getPath();
    }

    public String getRemote() {
        return remote;
    }
    /** Always this machine: the rehearsal has no agents. */
    public boolean isRemote() {
        return false;
    }

    public VirtualChannel getChannel() {
        throw new IllegalStateException("The rehearsal has no agents");
    }

    public FilePath child(String relOrAbsolute) {
        return new FilePath(Path.of(remote).resolve(relOrAbsolute).toFile());
    }

    public void mkdirs() throws IOException, InterruptedException {
        Files.createDirectories(Path.of(remote));
    }

    public boolean exists() throws IOException, InterruptedException {
        return Files.exists(Path.of(remote));
    }

    public void write(String content, String encoding) throws IOException, InterruptedException {
        Path path = Path.of(remote).toAbsolutePath();
        Files.createDirectories(path.getParent());
        Files.writeString(path, content, Charset.forName(encoding));
    }

    public String readToString() throws IOException, InterruptedException {
        return Files.readString(Path.of(remote));
    }

    @Override
    public String toString() {
        return remote;
    }
}
