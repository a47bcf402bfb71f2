package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ImageTampered;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the image of a source, and builds it only where there is none yet. An image is found by its tag, which is the
 * source fingerprint; so the same content is built once, whichever branch, commit, agent or job it comes from, also at
 * the same time. May be run again at any time: what is there is left as it is. Used by one thread at a time.
 */
public final class ImageBuild {

    private final CommandRunner agent;
    private final RegistryClient.Factory registries;
    private final OtherBuilds others;
    private final Log log;
    private final Clock clock;
    private final Sleeper sleeper;

    /** @param agent runs commands in the workspace, with git, and with docker where something has to be built */
    public ImageBuild(
            CommandRunner agent,
            RegistryClient.Factory registries,
            OtherBuilds others,
            Log log,
            Clock clock,
            Sleeper sleeper) {
        this.agent = agent;
        this.registries = registries;
        this.others = others;
        this.log = log;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /**
     * Returns the image of the source in the workspace.
     *
     * @throws InvalidInput when a parameter is not acceptable, the Dockerfile is missing, or the workspace is no git
     *     work tree; nothing was done
     * @throws RegistryRefused when the registry cannot be asked or refuses the login
     * @throws BuildFailed when docker cannot build or push
     * @throws ImageTampered when the registry names another image for this source than the one that is known
     * @throws InterruptedException when the build was aborted; at worst an image without further tags is in the
     *     registry
     */
    public BuildOutcome run(BuildRequest request) throws PromotionFailure, InterruptedException {
        Instant began = clock.instant();
        CheckedBuild build = CheckedBuild.of(request);
        requireFiles(build);
        GitSource git = new GitSource(agent);
        SourceState source = git.read(build.context(), build.dockerfile());
        Optional<BasePinning.Pinned> pinned = pinBases(build);
        List<String> bases = pinned.map(BasePinning.Pinned::bases).orElse(List.of());
        SourceFingerprint fingerprint = FingerprintCalculator.of(source, request, bases, began);
        try (BuildTurns.Turn turn =
                others.turns().take(request.repository(), fingerprint, others.who(), line -> say(request, line))) {
            return findOrBuild(
                    new BuildPlan(build, source, fingerprint, pinned.map(BasePinning.Pinned::dockerfile)), git, began);
        }
    }

    /** A Dockerfile of more than 1 MiB would not be read to its beginning; no builder takes one either. */
    private Optional<BasePinning.Pinned> pinBases(CheckedBuild build) throws PromotionFailure, InterruptedException {
        BuildRequest request = build.request();
        if (request.bases() == BuildRequest.Bases.AS_NAMED) {
            return Optional.empty();
        }
        CommandResult dockerfile =
                agent.run(Command.of("cat", "--", build.dockerfile().value()));
        if (!dockerfile.succeeded()) {
            throw new InvalidInput(
                    "'%s' cannot be read in the workspace on %s".formatted(build.dockerfile(), agent.place()),
                    "Let the agent's account read it");
        }
        return Optional.of(new BasePinning(registries, request.login(), line -> say(request, line))
                .pin(dockerfile.output(), request));
    }

    private BuildOutcome findOrBuild(BuildPlan plan, GitSource git, Instant began)
            throws PromotionFailure, InterruptedException {
        BuildRequest request = plan.request();
        SourceState source = plan.source();
        SourceFingerprint fingerprint = plan.fingerprint();
        RegistryClient registry = registries.connect(request.repository().registry(), request.login());
        ImageTags tags = ImageTags.of(
                request, source, fingerprint, UUID.randomUUID().toString().replace("-", ""));
        Optional<ImageRef> found = source.isClean()
                ? new ImageLookup(registry, others.known(), line -> say(request, line))
                        .find(request.repository(), fingerprint)
                : Optional.empty();
        ImageRef image;
        if (found.isPresent()) {
            image = found.get();
        } else {
            announce(request, source, fingerprint);
            warnOfIgnoredFiles(git, plan.build());
            image = build(plan, tags, registry);
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

    private ImageRef build(BuildPlan plan, ImageTags tags, RegistryClient registry)
            throws PromotionFailure, InterruptedException {
        BuildRequest request = plan.request();
        ImageDigest digest = new DockerBuild(agent, log)
                .run(plan, OciLabels.of(request, plan.source(), plan.fingerprint(), clock.instant()), tags);
        ImageRef pushed = new ImageRef(request.repository(), digest);
        Publication publication = new Publication(registry, sleeper, text -> say(request, text));
        if (!plan.source().isClean()) {
            publication.requireThere(pushed);
            say(request, "built and pushed as " + pushed);
            return pushed;
        }
        ImageRef image = publication.publish(pushed, tags.main());
        say(request, (image.equals(pushed) ? "built and pushed as " : "built elsewhere and found as ") + image);
        return image;
    }

    private void say(BuildRequest request, String text) {
        log.line(request.component() + ": " + text);
    }
}
