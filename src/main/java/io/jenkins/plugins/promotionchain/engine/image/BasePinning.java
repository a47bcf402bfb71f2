package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Asks the registries which image each base of a Dockerfile is now, and writes that into a copy of it. The registry of
 * the image that is built is asked with its login, all others without one.
 */
final class BasePinning {

    private final RegistryClient.Factory registries;
    private final Optional<RegistryLogin> login;
    private final Log log;

    BasePinning(RegistryClient.Factory registries, Optional<RegistryLogin> login, Log log) {
        this.registries = registries;
        this.login = login;
        this.log = log;
    }

    /**
     * A Dockerfile whose bases cannot change any more.
     *
     * @param dockerfile the text, with as many lines as the original has
     * @param bases one line for each image, {@code registry/path:tag sha256:…}, sorted
     */
    record Pinned(String dockerfile, List<String> bases) {

        Pinned {
            bases = List.copyOf(bases);
        }
    }

    /**
     * @throws InvalidInput when the Dockerfile does not tell the name of an image, or the target is not there
     * @throws ImageMissing when a registry does not have an image
     * @throws RegistryRefused when a registry cannot be asked or wants a login that we do not have
     */
    Pinned pin(String dockerfile, BuildRequest request) throws PromotionFailure, InterruptedException {
        List<DockerfileStages.Use> uses = DockerfileStages.of(
                        DockerfileText.parse(dockerfile), request.buildArguments())
                .usedBy(request.target());
        Map<String, ImageDigest> digests = new HashMap<>();
        TreeSet<String> bases = new TreeSet<>();
        StringBuilder pinned = new StringBuilder(dockerfile);
        for (int i = uses.size() - 1; i >= 0; i--) {
            DockerfileStages.Use use = uses.get(i);
            BaseImage image = read(use);
            if (!digests.containsKey(image.toString())) {
                digests.put(image.toString(), digestOf(image, use));
            }
            ImageDigest digest = image.digest().orElse(digests.get(image.toString()));
            bases.add(image + " " + digest);
            pinned.replace(use.start(), use.end(), image.name() + "@" + digest);
        }
        bases.forEach(base -> log.line("base image " + base));
        return new Pinned(pinned.toString(), List.copyOf(bases));
    }

    private static BaseImage read(DockerfileStages.Use use) throws InvalidInput {
        try {
            return BaseImage.parse(use.image());
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(
                    "pinBase: line %d of the Dockerfile names an image that cannot be looked up (%s)"
                            .formatted(use.line(), e.getMessage()),
                    "Correct the name, or leave pinBase out",
                    e);
        }
    }

    private ImageDigest digestOf(BaseImage image, DockerfileStages.Use use)
            throws PromotionFailure, InterruptedException {
        if (image.digest().isPresent()) {
            return image.digest().get();
        }
        String registry = image.repository().registry();
        return registries
                .connect(registry, login.filter(account -> account.registry().equals(registry)))
                .find(image.repository(), image.tag().orElseThrow())
                .orElseThrow(() -> new ImageMissing(
                        "pinBase: registry %s does not have %s, which line %d of the Dockerfile names"
                                .formatted(registry, image, use.line()),
                        "Write the name with its registry, push the image there, or leave pinBase out where it is on"
                                + " the agent only"));
    }
}
