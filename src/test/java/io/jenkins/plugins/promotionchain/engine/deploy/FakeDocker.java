package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.shell.ShellScript;
import io.jenkins.plugins.promotionchain.engine.ssh.RemoteFile;
import io.jenkins.plugins.promotionchain.engine.transaction.ServerTransaction;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A server whose docker and nginx are {@code fake-docker.sh}, on which real shells run {@code swap.sh}. */
final class FakeDocker {

    private static final Pattern UPSTREAM = Pattern.compile("upstream [^{]*\\{\\s*server (.*);\n");

    /** In place of what takes time, what others on this machine share, and nginx. */
    private static final String INSTEAD =
            """
            sleep() { :; }
            lock_file() { echo "$home/lock"; }
            nginx_site() { echo 'exec docker nginx-site "$@"'; }
            has_ipv6() { [ ! -e "$FAKE_DOCKER/no-ipv6" ]; }
            """;

    private final Path directory;
    private final Path nginx;

    FakeDocker(Path directory) throws IOException {
        this.directory = directory;
        this.nginx = directory.resolve("nginx");
        Files.createDirectories(directory.resolve("bin"));
        Files.createDirectories(directory.resolve("containers"));
        Files.createDirectories(nginx.resolve("sites-enabled"));
        Path docker = directory.resolve("bin/docker");
        Files.writeString(docker, ShellScript.beside(FakeDocker.class, "fake-docker.sh"));
        if (!docker.toFile().setExecutable(true)) {
            throw new IOException("Cannot make " + docker + " executable");
        }
    }

    /** Shells that servers have as {@code sh}. */
    enum Shell {
        DASH(List.of("dash")),
        BUSYBOX(List.of("busybox", "sh"));

        private final List<String> words;

        Shell(List<String> words) {
            this.words = words;
        }

        List<String> words(String... more) {
            return Stream.concat(words.stream(), Stream.of(more)).toList();
        }
    }

    /** What happens at one call of docker or nginx. */
    enum Fault {
        NONE,
        FAIL_BEFORE,
        FAIL_AFTER,
        KILL_AFTER,
        TERM_AFTER;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** A container as the file of it says; {@code -} for what it has not. */
    record Container(
            String id,
            String state,
            String restart,
            String published,
            String slot,
            String digest,
            String owner,
            String finished) {

        static Container parse(String line) {
            String[] words = line.strip().split(" ");
            return new Container(words[0], words[1], words[2], words[3], words[4], words[5], words[6], words[7]);
        }

        Container exited() {
            return new Container(id, "exited", restart, published, slot, digest, owner, finished);
        }

        boolean runs() {
            return state.equals("running");
        }

        String line() {
            return String.join(" ", id, state, restart, published, slot, digest, owner, finished) + "\n";
        }
    }

    /**
     * What is run.
     *
     * @param work the whole work of the transaction
     * @param files that the build puts while it answers
     * @param answers to the gates, in order
     */
    record Swap(String work, List<RemoteFile> files, List<String> answers) {}

    /** How it ended. */
    record Ended(int status, String output) {}

    FakeDocker with(String name, Container container) throws IOException {
        Files.writeString(directory.resolve("containers").resolve(name), container.line());
        return this;
    }

    /** One whose engine has these images: {@code "<id> <tag> <digest>"}. */
    FakeDocker withImages(String... lines) throws IOException {
        Files.writeString(directory.resolve("images"), String.join("\n", lines) + "\n");
        return this;
    }

    /** One whose nginx has loaded this site. */
    FakeDocker withFront(String site, String text) throws IOException {
        Files.writeString(nginx.resolve("sites-enabled").resolve(site + ".conf"), text);
        Files.writeString(directory.resolve("loaded"), text);
        return this;
    }

    /** One whose engine does not answer a call of this number, and so many after it. */
    FakeDocker away(int from, int calls) throws IOException {
        Files.writeString(directory.resolve("away"), from + " " + calls + "\n");
        return this;
    }

    /** One whose docker client has these words for an engine that does not answer. */
    FakeDocker sayingWhenAway(String words) throws IOException {
        Files.writeString(directory.resolve("away-says"), words + "\n");
        return this;
    }

    /** One whose kernel knows no IPv6. */
    FakeDocker withoutIpv6() throws IOException {
        Files.createFile(directory.resolve("no-ipv6"));
        return this;
    }

    /** One whose engine removes this container when it ends, as docker does after {@code run --rm}. */
    FakeDocker removing(String name) throws IOException {
        Files.writeString(directory.resolve("removing"), name + "\n");
        return this;
    }

    /** One whose engine cannot start this container any more. */
    FakeDocker unableToStart(String name) throws IOException {
        Files.writeString(directory.resolve("unable"), name + "\n");
        return this;
    }

    /** One whose containers go on without the engine. */
    FakeDocker withLiveRestore() throws IOException {
        Files.createFile(directory.resolve("live-restore"));
        return this;
    }

    /** One whose nginx takes so many more sites and then, spoilt by somebody, none. */
    FakeDocker spoiltAfter(int sites) throws IOException {
        Files.writeString(directory.resolve("spoilt"), sites + "\n");
        return this;
    }

    /** One whose nginx is in order again. */
    void repairNginx() throws IOException {
        Files.delete(directory.resolve("spoilt"));
    }

    Path nginx() {
        return nginx;
    }

    Map<String, Container> containers() throws IOException {
        Map<String, Container> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory.resolve("containers"))) {
            for (Path file : files.toList()) {
                found.put(file.getFileName().toString(), Container.parse(Files.readString(file)));
            }
        }
        return found;
    }

    List<String> images() throws IOException {
        return Files.readAllLines(directory.resolve("images"));
    }

    /** Where nginx passes the traffic of the public port on to; none when it does not listen there. */
    Optional<String> front() throws IOException {
        return fronts("loaded").stream().findFirst();
    }

    /** The same, of all that nginx has loaded, one after the other. */
    List<String> fronts() throws IOException {
        return fronts("sites");
    }

    private List<String> fronts(String file) throws IOException {
        Path sites = directory.resolve(file);
        return Files.exists(sites)
                ? UPSTREAM.matcher(Files.readString(sites))
                        .results()
                        .map(found -> found.group(1))
                        .toList()
                : List.of();
    }

    /** The site that nginx has loaded. */
    String site() throws IOException {
        return Files.readString(directory.resolve("loaded"));
    }

    /** All calls so far, each as its words with a space between. */
    List<String> calls() throws IOException {
        Path calls = directory.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Ended run(Shell shell, Swap swap) throws IOException, InterruptedException {
        return run(shell, swap, Fault.NONE, 0);
    }

    /**
     * @param at the number of the call at which the fault happens, from 1 on
     */
    Ended run(Shell shell, Swap swap, Fault fault, int at) throws IOException, InterruptedException {
        Path transaction = Files.createDirectories(
                directory.resolve("home").resolve(TransactionId.random().directory()));
        Files.writeString(
                transaction.resolve("script"),
                ShellScript.beside(ServerTransaction.class, "transaction.sh") + "\n" + swap.work() + "\n" + INSTEAD
                        + "\nbegin\n");
        for (RemoteFile file : swap.files()) {
            Path name = Path.of(file.path()).getFileName();
            Files.write(transaction.resolve(name), file.content().revealBytes());
        }
        for (int i = 0; i < swap.answers().size(); i++) {
            Files.writeString(
                    transaction.resolve("answer-" + (i + 1)), swap.answers().get(i) + "\n");
        }
        Files.writeString(transaction.resolve("status"), "running\n");
        ProcessBuilder builder = new ProcessBuilder(shell.words(
                        transaction.resolve("script").toString(),
                        transaction.toString(),
                        "#t",
                        directory.resolve("home").toString()))
                .redirectErrorStream(true);
        builder.environment().put("PATH", directory.resolve("bin") + ":/usr/bin:/bin");
        builder.environment().put("FAKE_DOCKER", directory.toString());
        builder.environment().put("FAKE_AT", Integer.toString(fault == Fault.NONE ? 0 : calls().size() + at));
        builder.environment().put("FAKE_FAULT", fault.word());
        builder.environment().put("FAKE_VICTIM", transaction.resolve("process").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
