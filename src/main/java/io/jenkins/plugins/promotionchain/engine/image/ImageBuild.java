package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Finds the image of a source, and builds it only where there is none yet. An image is found by its tag, which is the
 * source fingerprint; so the same content is built once, whichever branch, commit, agent or job it comes from. May be
 * run again at any time: what is there is left as it is. Used by one thread at a time.
 */
public final class ImageBuild {

    private final CommandRunner agent;
    private final RegistryClient.Factory registries;
    private final Log log;
    private final Clock clock;

    /** @param agent runs commands in the workspace, with git, and with docker where something has to be built */
    public ImageBuild(CommandRunner agent, RegistryClient.Factory registries, Log log, Clock clock) {
        this.agent = agent;
        this.registries = registries;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Returns the image of the source in the workspace.
     *
     * @throws InvalidInput when a parameter is not acceptable, the Dockerfile is missing, or the workspace is no git
     *     work tree; nothing was done
     * @throws RegistryRefused when the registry cannot be asked or refuses the login
     * @throws BuildFailed when docker cannot build or push
     * @throws InterruptedException when the build was aborted; at worst an image without further tags is in the
     *     registry
     */
    public BuildOutcome run(BuildRequest request) throws PromotionFailure, InterruptedException {
        Instant began = clock.instant();
        CheckedBuild build = CheckedBuild.of(request);
        requireFiles(build);
        GitSource git = new GitSource(agent);
        SourceState source = git.read(build.context(), build.dockerfile());
        SourceFingerprint fingerprint = FingerprintCalculator.of(source, request, began);
        RegistryClient registry = registries.connect(request.repository().registry(), request.login());
        ImageTags tags = ImageTags.of(request, source, fingerprint);

        Optional<ImageRef> found = find(registry, request, source, fingerprint);
        ImageRef image;
        if (found.isPresent()) {
            image = found.get();
        } else {
            announce(request, source, fingerprint);
            warnOfIgnoredFiles(git, build);
            image = build(build, source, fingerprint, tags, registry);
        }
        for (String tag : tags.further()) {
            registry.tag(image, tag);
        }
        say(request, "%s is named %s".formatted(image.digest(), String.join(", ", tags.all())));
        return new BuildOutcome(
                request.component(),
                image,
                source.commit(),
                tags.all(),
                fingerprint,
                found.isPresent() ? BuildOutcome.Origin.REUSED : BuildOutcome.Origin.BUILT,
                Duration.between(began, clock.instant()));
    }

    private void requireFiles(CheckedBuild build) throws PromotionFailure, InterruptedException {
        if (!agent.run(Command.of("test", "-d", build.context().value())).succeeded()) {
            throw new InvalidInput(
                    "There is no directory '%s' in the workspace on %s".formatted(build.context(), agent.place()),
                    "Check the parameter context of buildOnce, and that the source is checked out in this workspace");
        }
        if (!agent.run(Command.of("test", "-f", build.dockerfile().value())).succeeded()) {
            throw new InvalidInput(
                    "There is no file '%s' in the workspace on %s".formatted(build.dockerfile(), agent.place()),
                    "Check the parameter dockerfile of buildOnce; it is relative to the workspace, not to the context");
        }
    }

    private Optional<ImageRef> find(
            RegistryClient registry, BuildRequest request, SourceState source, SourceFingerprint fingerprint)
            throws PromotionFailure, InterruptedException {
        if (!source.isClean()) {
            return Optional.empty();
        }
        Optional<ImageRef> found = registry.find(request.repository(), fingerprint.value())
                .map(digest -> new ImageRef(request.repository(), digest));
        if (found.isEmpty()) {
            return found;
        }
        try {
            ImageDescription description = registry.describe(found.get());
            String built = description.created().map(when -> ", built " + when).orElse("");
            String from = description
                    .label(OciLabels.REVISION)
                    .map(commit -> " from commit " + commit)
                    .orElse("");
            say(
                    request,
                    "source fingerprint %s found as %s%s%s: nothing to build"
                            .formatted(fingerprint, found.get(), built, from));
            return found;
        } catch (ImageMissing e) {
            say(request, "the registry names %s and has lost parts of it: it is built again".formatted(found.get()));
            return Optional.empty();
        }
    }

    private void announce(BuildRequest request, SourceState source, SourceFingerprint fingerprint) {
        if (source.isClean()) {
            say(request, "source fingerprint %s, not in %s: building".formatted(fingerprint, request.repository()));
            return;
        }
        say(
                request,
                "the source differs from commit %s, so its image is built now and never reused:"
                        .formatted(source.commit()));
        source.changes().stream().limit(10).forEach(change -> say(request, "  " + change));
        if (source.changes().size() > 10) {
            say(request, "  and %d more".formatted(source.changes().size() - 10));
        } else if (source.changes().isEmpty()) {
            say(request, "  the context or the Dockerfile is not in the commit at all");
        }
    }

    private void warnOfIgnoredFiles(GitSource git, CheckedBuild build) throws PromotionFailure, InterruptedException {
        long ignored = git.ignoredBelow(build.context());
        if (ignored > 0) {
            say(
                    build.request(),
                    "NOTE: git ignores %d files or directories below '%s', and so does the fingerprint; name them in .dockerignore"
                            .formatted(ignored, build.context()));
        }
    }

    private ImageRef build(
            CheckedBuild build,
            SourceState source,
            SourceFingerprint fingerprint,
            ImageTags tags,
            RegistryClient registry)
            throws PromotionFailure, InterruptedException {
        BuildRequest request = build.request();
        ImageDigest pushed = new DockerBuild(agent, log)
                .run(build, OciLabels.of(request, source, fingerprint, clock.instant()), tags.main());
        ImageDigest named = registry.find(request.repository(), tags.main()).orElseThrow(() -> lost(request, pushed));
        if (!named.equals(pushed)) {
            if (!registry.has(new ImageRef(request.repository(), pushed))) {
                throw lost(request, pushed);
            }
            say(request, "another build pushed the same source meanwhile; its image %s is taken".formatted(named));
        }
        say(request, "built and pushed as %s@%s".formatted(request.repository(), named));
        return new ImageRef(request.repository(), named);
    }

    private static BuildFailed lost(BuildRequest request, ImageDigest pushed) {
        return new BuildFailed(
                "docker pushed %s@%s, and the registry does not have it".formatted(request.repository(), pushed),
                "Check that docker and Jenkins reach the same registry under this name");
    }

    private void say(BuildRequest request, String text) {
        log.line(request.component() + ": " + text);
    }
}
