package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.LocalProcessRunner;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.sandbox.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

/** Looks everywhere for the secrets of a build, after and during a run in which everything is done anew. */
class LeakIT extends OnTheSandbox {

    private static final Pattern CORE = Pattern.compile("[0-9a-f]{24}");

    /** Files that others may read, directories that they may not enter left out. */
    private static final String FIND =
            "find \"$1\" -type d ! -perm -o=x -prune -o" + " -type f -perm -o=r -size -4096k -newer \"$2\" -print";

    /** One that fits into an env file, and one that has to be handed over in another way. */
    private final String planted = UUID.randomUUID().toString().replace("-", "");

    private final String plantedLines = UUID.randomUUID().toString().replace("-", "");

    @Test
    void aSecretIsOnlyWhereItBelongs() throws Exception {
        Sentinels secrets = secrets();
        Path began = now();
        beLikeNoOther();
        Ended ended;
        ProcessListWatch watch = new ProcessListWatch(secrets.patterns());
        try (watch) {
            ended = run(
                    "development",
                    OwnApplication.JENKINSFILE,
                    this::plant,
                    application -> application.setBackendVariables(
                            application.getBackendVariables() + "\nPLANTED\nPLANTED_LINES"));
        }
        assertThat(ended.outcome()).as(ended.log()).isEqualTo(Outcome.SUCCESS);
        assertThat(ended.results("buildOnce")).allMatch(build -> build.getBoolean("built"));

        assertThat(backend.said("docker exec acceptance-backend printenv PLANTED PLANTED_LINES"))
                .isEqualTo(planted + "\nfirst\n" + plantedLines);
        assertThat(watch.seen()).isEmpty();
        assertThat(secrets.linesIn(ended.log())).isEmpty();
        assertThat(secrets.linesIn(ended.results().toString())).isEmpty();
        assertThat(engineWithoutEnvironment(backend)).noneMatch(secrets::in);
        assertThat(engineWithoutEnvironment(frontend)).noneMatch(secrets::in);
        assertThat(readableByOthers(began, secrets)).isEmpty();
        assertThat(holding(secrets, source.directory())).isEmpty();
        for (Path logs : List.of(
                Sandbox.data().resolve("log"),
                backend.files().resolve("log"),
                frontend.files().resolve("log"))) {
            assertThat(holding(secrets, logs)).isEmpty();
        }
        assertThat(secretFiles(secrets))
                .contains(
                        "rw------- .promotion-chain/acceptance/backend.env",
                        "rw------- .promotion-chain/acceptance/backend.env.exports")
                .allMatch(file -> file.matches("rw------- [.]promotion-chain/[a-z]+/backend[.]env([.]exports)?"));
        assertThat(loginsLeft(began)).isEmpty();
        Files.delete(began);
        forgetImages(ended);
    }

    @Test
    void theWatchSeesWhatStandsOnACommandLineForAMoment() throws Exception {
        ProcessListWatch watch =
                new ProcessListWatch(new Sentinels().add(planted).patterns());
        try (watch) {
            new ProcessBuilder("sh", "-c", "sleep 0.1 # login --password 'x'" + planted)
                    .start()
                    .waitFor();
        }
        assertThat(watch.seen()).anyMatch(line -> line.contains("--password"));
    }

    @Test
    void theSearchFindsWhatOthersMayRead() throws Exception {
        Path began = now();
        Path leak = Files.writeString(Files.createTempFile("leak", "txt"), "password=" + planted);
        leak.toFile().setReadable(true, false);

        assertThat(readableByOthers(began, new Sentinels().add(planted))).containsExactly(leak);
        Files.delete(began);
        Files.delete(leak);
    }

    /** A file as old as this moment, as far as the clock of the files can tell. */
    private static Path now() throws IOException {
        Path file = Files.createTempFile("leak", "began");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(1)));
        return file;
    }

    /** So that they are built, pushed and pulled, with a login each time. */
    private void beLikeNoOther() throws Exception {
        for (String component : List.of("backend", "frontend")) {
            source.write(component + "/unique", UUID.randomUUID().toString());
        }
        source.commit("Be like no other");
    }

    private void plant(JSONObject description) {
        JSONArray credentials = description.getJSONArray("credentials");
        Map.of("PLANTED", planted, "PLANTED_LINES", "first\n" + plantedLines)
                .forEach((name, value) -> credentials.put(new JSONObject()
                        .put("id", "DEV_" + name)
                        .put("kind", "text")
                        .put("value", value)));
    }

    private Sentinels secrets() {
        Sentinels secrets = new Sentinels().add(planted).add(plantedLines);
        for (String id : List.of("DEV_SSH_PASSWORD", "DEV_DATABASE_URL", "DEV_SECRET_KEY", "REGISTRY_LOGIN")) {
            Matcher core = CORE.matcher(sandbox.credential(id).secret().reveal());
            assertThat(core.find()).isTrue();
            secrets.add(core.group());
        }
        // The end of the second line of a key of OpenSSH's format is in its secret half.
        String key = sandbox.credential("DEV_FRONTEND_SSH_KEY")
                .secret()
                .reveal()
                .lines()
                .toList()
                .get(4);
        return secrets.add(key.replaceAll(".*?([A-Za-z0-9]{16,}).*", "$1"));
    }

    /** What docker tells about every container and image, but for the variables of containers. */
    private static List<String> engineWithoutEnvironment(Machine machine) throws Exception {
        List<String> told = new ArrayList<>();
        for (String kind : List.of("container", "image")) {
            String list = kind.equals("container") ? "docker ps -aq" : "docker images -q";
            String ids = machine.said(list + " | sort -u");
            for (String id : ids.lines().toList()) {
                JSONObject one = new JSONArray(machine.said("docker " + kind + " inspect " + id)).getJSONObject(0);
                if (kind.equals("container")) {
                    one.getJSONObject("Config").remove("Env");
                }
                told.add(one.toString());
            }
        }
        for (String name :
                machine.said("docker ps -a --format '{{.Names}}'").lines().toList()) {
            told.add(machine.said("docker logs " + name + " 2>&1"));
        }
        return told;
    }

    /** On servers, agent, registry, database and in temporary directories. */
    private List<Path> readableByOthers(Path began, Sentinels secrets) throws Exception {
        List<Path> found = new ArrayList<>();
        for (String root : List.of(Sandbox.data().toString(), "/tmp", "/var/tmp", "/dev/shm")) {
            String files = new LocalProcessRunner(Path.of("/"))
                    .run(Command.of("sh", "-c", FIND, "sh", root, began.toString()))
                    .output();
            for (String file : files.lines().toList()) {
                if (holds(Path.of(file), secrets)) {
                    found.add(Path.of(file));
                }
            }
        }
        return found;
    }

    private static List<Path> holding(Sentinels secrets, Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> Files.isRegularFile(file) && holds(file, secrets))
                    .toList();
        }
    }

    private static boolean holds(Path file, Sentinels secrets) {
        try {
            return secrets.in(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return false;
        }
    }

    /** The files with secrets in the home directory of the account, with their permissions. */
    private List<String> secretFiles(Sentinels secrets) throws IOException {
        List<String> told = new ArrayList<>();
        Path home = backend.files().resolve("home/django");
        for (Path file : holding(secrets, home)) {
            told.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " " + home.relativize(file));
        }
        return told;
    }

    /** Docker's logins at the registry: of the accounts, and those that were to be thrown away. */
    /** What a test run that was killed has left in the meantime is older. */
    private List<Path> loginsLeft(Path began) throws Exception {
        FileTime since = Files.getLastModifiedTime(began);
        List<Path> places = new ArrayList<>(List.of(
                Path.of(System.getProperty("user.home"), ".docker"),
                backend.files().resolve("home/django/.docker"),
                frontend.files().resolve("root/.docker")));
        try (Stream<Path> temporary = Files.list(Path.of("/tmp"))) {
            temporary
                    .filter(path -> path.getFileName().toString().startsWith("promotion-chain-docker"))
                    .forEach(places::add);
        }
        return places.stream()
                .map(place -> place.resolve("config.json"))
                .filter(file -> {
                    try {
                        return Files.getLastModifiedTime(file).compareTo(since) >= 0
                                && Files.readString(file).contains(sandbox.registryHost());
                    } catch (IOException none) {
                        return false;
                    }
                })
                .toList();
    }
}
