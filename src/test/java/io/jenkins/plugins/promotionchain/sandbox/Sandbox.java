package io.jenkins.plugins.promotionchain.sandbox;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * The running sandbox, as its file {@code sandbox.json} describes it.
 *
 * @param dockerHost value of {@code DOCKER_HOST} for the engine that builds images
 * @param environments in the order of the chain
 * @param credentials by id
 */
public record Sandbox(
        String application,
        int instance,
        String dockerHost,
        String registryHost,
        String registryCredentialsId,
        List<SandboxEnvironment> environments,
        Map<String, SandboxCredential> credentials) {

    private static final String FILE = "sandbox.json";

    /**
     * The sandbox that is up now.
     *
     * @throws IllegalStateException when none is; the message says how to start it
     */
    public static Sandbox running() {
        return read(file());
    }

    /** Where the description is: below {@code PROMOTION_CHAIN_DATA}, or in {@code .sandbox} of the repository. */
    static Path file() {
        String data = System.getenv("PROMOTION_CHAIN_DATA");
        return data == null || data.isEmpty() ? repository().resolve(".sandbox").resolve(FILE) : Path.of(data, FILE);
    }

    /** Where the sandbox keeps what its servers have on disk: {@code servers/dev-backend/home} and so on. */
    public static Path data() {
        return file().toAbsolutePath().getParent();
    }

    static Sandbox read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(
                    "The sandbox is not up: there is no " + file + ". Run 'sandbox/sandbox up' as root first.", e);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file + "; it belongs to root", e);
        }
    }

    static Sandbox parse(String text) {
        JSONObject json = new JSONObject(text);
        JSONObject registry = json.getJSONObject("registry");
        return new Sandbox(
                json.getString("application"),
                json.getInt("instance"),
                json.getString("dockerHost"),
                registry.getString("host"),
                registry.getString("credentialsId"),
                objects(json.getJSONArray("environments")).stream()
                        .map(SandboxEnvironment::parse)
                        .toList(),
                objects(json.getJSONArray("credentials")).stream()
                        .map(SandboxCredential::parse)
                        .collect(Collectors.toUnmodifiableMap(SandboxCredential::id, credential -> credential)));
    }

    public SandboxEnvironment environment(String name) {
        return environments.stream()
                .filter(environment -> environment.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The sandbox has no environment '" + name + "'"));
    }

    public SandboxCredential credential(String id) {
        return Optional.ofNullable(credentials.get(id))
                .orElseThrow(() -> new IllegalStateException("The sandbox has no credential '" + id + "'"));
    }

    /** The account at the registry. */
    public RegistryLogin registryLogin() {
        SandboxCredential account = credential(registryCredentialsId);
        return new RegistryLogin(registryHost, account.username().orElseThrow(), account.secret());
    }

    private static Path repository() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.exists(directory.resolve("pom.xml")) && directory.getParent() != null) {
            directory = directory.getParent();
        }
        return directory;
    }

    private static List<JSONObject> objects(JSONArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JSONObject.class::cast)
                .toList();
    }
}
