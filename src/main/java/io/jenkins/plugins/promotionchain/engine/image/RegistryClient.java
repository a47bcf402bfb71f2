package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * A registry's HTTP API (OCI distribution specification 1.1, which is Docker's Registry HTTP API V2). Moves no layers:
 * it looks images up, describes them and gives them further names, all in a few small requests. Used by one thread at
 * a time.
 */
public final class RegistryClient {

    private static final String DIGEST_HEADER = "Docker-Content-Digest";
    private static final String MANIFESTS = String.join(", ", ImageManifest.MEDIA_TYPES);

    private final String registry;
    private final RegistryAddress address;
    private final RegistryConnection connection;

    private RegistryClient(String registry, Optional<RegistryLogin> login, RegistryTransport transport) {
        this.registry = registry;
        this.address = RegistryAddress.of(registry);
        this.connection = new RegistryConnection(registry, login, transport);
    }

    /** Makes clients; nothing is sent before the first question. */
    @FunctionalInterface
    public interface Factory {
        RegistryClient connect(String registry, Optional<RegistryLogin> login);

        /** Clients that share one transport. */
        static Factory over(RegistryTransport transport) {
            return (registry, login) -> {
                if (login.filter(account -> !account.registry().equals(registry))
                        .isPresent()) {
                    throw new IllegalArgumentException("The login is for "
                            + login.get().registry() + " and is not shown to another registry, " + registry);
                }
                return new RegistryClient(registry, login, transport);
            };
        }
    }

    /**
     * Asks whether there is a registry and whether it accepts the login.
     *
     * @throws RegistryRefused when either is not so
     */
    public void check() throws RegistryRefused, InterruptedException {
        HttpResponse<byte[]> response =
                connection.send(RegistryConnection.Call.read("GET", address.root(), "", "application/json"));
        if (response.statusCode() == 404) {
            throw new RegistryRefused(
                    "There is no registry at %s".formatted(registry), "Check the registry's name and port");
        }
    }

    /**
     * The image that a tag names now.
     *
     * @return none where the repository or the tag does not exist
     * @throws RegistryRefused when the registry cannot be asked or refuses
     */
    public Optional<ImageDigest> find(ImageRepository repository, String tag)
            throws RegistryRefused, InterruptedException {
        return head(repository, ImageTags.valid(tag));
    }

    /** Whether the registry has this very image. */
    public boolean has(ImageRef image) throws RegistryRefused, InterruptedException {
        return head(image.repository(), image.digest().value()).isPresent();
    }

    /**
     * Gives an image one more tag. Where the tag named another image, it is moved; where it already names this one,
     * nothing is sent.
     *
     * @throws ImageMissing when the registry does not have the image
     */
    public void tag(ImageRef image, String tag) throws RegistryRefused, ImageMissing, InterruptedException {
        if (find(image.repository(), tag).equals(Optional.of(image.digest()))) {
            return;
        }
        ImageManifest manifest = existingManifest(image);
        HttpResponse<byte[]> response = connection.send(new RegistryConnection.Call(
                "PUT",
                address.manifest(here(image.repository()), ImageTags.valid(tag)),
                scope(image.repository(), "pull,push"),
                Map.of("Content-Type", manifest.mediaType()),
                manifest.content()));
        if (response.statusCode() == 404) {
            throw new RegistryRefused(
                    "Registry %s does not take tag %s for %s".formatted(registry, tag, image.repository()),
                    "Check that the repository exists and that the account may push to it");
        }
    }

    /**
     * Size, time of build and labels.
     *
     * @throws ImageMissing when the registry does not have the image
     */
    public ImageDescription describe(ImageRef image) throws RegistryRefused, ImageMissing, InterruptedException {
        return read(image, (manifest, configuration, platforms) -> ImageDescription.of(manifest.size(), configuration));
    }

    /**
     * What has to be fetched for it.
     *
     * @throws ImageMissing when the registry does not have the image
     */
    public ImageLayers layers(ImageRef image) throws RegistryRefused, ImageMissing, InterruptedException {
        return read(
                image,
                (manifest, configuration, platforms) ->
                        ImageLayers.of(manifest.layerSizes(), configuration, platforms));
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ImageManifest manifest, JSONObject configuration, int platforms);
    }

    private <T> T read(ImageRef image, Reading<T> reading) throws RegistryRefused, ImageMissing, InterruptedException {
        try {
            ImageManifest manifest = existingManifest(image);
            int platforms = 1;
            if (manifest.isIndex()) {
                platforms = manifest.platformManifests().size();
                ImageDigest first =
                        manifest.platformManifests().stream().findFirst().orElseThrow(() -> missing(image));
                manifest = existingManifest(new ImageRef(image.repository(), first));
            }
            ImageDigest configuration = manifest.configuration().orElseThrow(() -> missing(image));
            return reading.of(manifest, new JSONObject(blob(image, configuration)), platforms);
        } catch (JSONException | IllegalArgumentException e) {
            throw unreadable(image.repository(), e);
        }
    }

    private String blob(ImageRef image, ImageDigest digest) throws RegistryRefused, ImageMissing, InterruptedException {
        HttpResponse<byte[]> response = connection.send(RegistryConnection.Call.read(
                "GET", address.blob(here(image.repository()), digest), scope(image.repository(), "pull"), "*/*"));
        if (response.statusCode() == 404) {
            throw missing(image);
        }
        verify(image.repository(), digest, response.body());
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Whether the registry has this configuration or layer. */
    boolean hasBlob(ImageRepository repository, ImageDigest digest) throws RegistryRefused, InterruptedException {
        return connection
                        .send(RegistryConnection.Call.read(
                                "HEAD", address.blob(here(repository), digest), scope(repository, "pull"), "*/*"))
                        .statusCode()
                != 404;
    }

    private Optional<ImageDigest> head(ImageRepository repository, String reference)
            throws RegistryRefused, InterruptedException {
        HttpResponse<byte[]> response = connection.send(RegistryConnection.Call.read(
                "HEAD", address.manifest(here(repository), reference), scope(repository, "pull"), MANIFESTS));
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        Optional<ImageDigest> told = response.headers()
                .firstValue(DIGEST_HEADER)
                .filter(ImageDigest::isValid)
                .map(ImageDigest::of);
        return told.isPresent() ? told : manifest(repository, reference).map(ImageManifest::digest);
    }

    /** The manifest of this very image; none where the registry does not have it. */
    Optional<ImageManifest> manifestOf(ImageRef image) throws RegistryRefused, InterruptedException {
        Optional<ImageManifest> manifest =
                manifest(image.repository(), image.digest().value());
        if (manifest.isPresent()) {
            verify(image.repository(), image.digest(), manifest.get().content());
        }
        return manifest;
    }

    private ImageManifest existingManifest(ImageRef image) throws RegistryRefused, ImageMissing, InterruptedException {
        return manifestOf(image).orElseThrow(() -> missing(image));
    }

    private Optional<ImageManifest> manifest(ImageRepository repository, String reference)
            throws RegistryRefused, InterruptedException {
        HttpResponse<byte[]> response = connection.send(RegistryConnection.Call.read(
                "GET", address.manifest(here(repository), reference), scope(repository, "pull"), MANIFESTS));
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        try {
            String type = response.headers().firstValue("Content-Type").orElse("");
            return Optional.of(ImageManifest.of(type, response.body()));
        } catch (IllegalArgumentException e) {
            throw unreadable(repository, e);
        }
    }

    private void verify(ImageRepository repository, ImageDigest expected, byte[] content) throws RegistryRefused {
        if (!ImageManifest.digestOf(content).equals(expected)) {
            throw new RegistryRefused(
                    "Registry %s delivers for %s of %s something that has another digest"
                            .formatted(registry, expected, repository.path()),
                    "Do not trust this registry before its storage and the proxies before it were checked");
        }
    }

    private RegistryRefused unreadable(ImageRepository repository, Exception cause) {
        return new RegistryRefused(
                "Registry %s gives for %s an answer that is no image (%s)"
                        .formatted(registry, repository.path(), cause.getMessage()),
                "Check that there is a registry at this address and that the repository holds container images",
                cause);
    }

    private ImageMissing missing(ImageRef image) {
        return new ImageMissing(
                "Registry %s does not have image %s".formatted(registry, image),
                "Run buildOnce for its source again, or name an image that is there");
    }

    private ImageRepository here(ImageRepository repository) {
        if (!repository.registry().equals(registry)) {
            throw new IllegalArgumentException(repository + " is not in registry " + registry);
        }
        return repository;
    }

    private static String scope(ImageRepository repository, String actions) {
        return "repository:" + repository.path() + ":" + actions;
    }
}
