package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.command.CommandRunner;
import io.jenkins.plugins.promotionchain.engine.docker.DockerCommands;
import io.jenkins.plugins.promotionchain.engine.docker.DockerProgress;
import io.jenkins.plugins.promotionchain.engine.docker.DockerSession;
import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Has a docker engine build one image and push it under one tag. */
final class DockerBuild {

    private static final Duration LONGEST_BUILD = Duration.ofHours(2);
    private static final Duration LONGEST_PUSH = Duration.ofHours(1);
    /** The last line of {@code docker push}: {@code <tag>: digest: sha256:… size: 123}. */
    private static final Pattern PUSHED = Pattern.compile("(?m)^\\S+: digest: (sha256:[0-9a-f]{64}) size: [0-9]+\\s*$");

    private final CommandRunner agent;
    private final Log log;

    DockerBuild(CommandRunner agent, Log log) {
        this.agent = agent;
        this.log = log;
    }

    /**
     * @param tags the image is pushed under the first of them only; the engine keeps it under the main one
     * @return the digest that docker says it pushed
     * @throws BuildFailed when docker is not there, or the build or the push fails
     * @throws RegistryRefused when docker cannot log in
     */
    ImageDigest run(BuildPlan plan, Map<String, String> labels, ImageTags tags)
            throws PromotionFailure, InterruptedException {
        checkDocker();
        CheckedBuild build = plan.build();
        return new DockerSession(agent, log).run(build.request().login(), docker -> {
            if (plan.pinnedDockerfile().isPresent()) {
                new PinnedDockerfile(agent, log)
                        .run(build.dockerfile(), plan.pinnedDockerfile().get(), path -> {
                            build(docker, build, path, labels, tags);
                            return path;
                        });
            } else {
                build(docker, build, build.dockerfile().value(), labels, tags);
            }
            return push(docker, build.request(), tags);
        });
    }

    private void checkDocker() throws PromotionFailure, InterruptedException {
        CommandResult result;
        try {
            result = agent.run(Command.of(DockerCommands.plain().version()));
        } catch (CommandFailed e) {
            throw new BuildFailed("docker cannot be started on " + agent.place(), DockerTrouble.INSTALL, e);
        }
        if (!result.succeeded()) {
            throw DockerTrouble.of("docker on %s does not answer".formatted(agent.place()), result);
        }
    }

    private void build(
            DockerCommands docker, CheckedBuild build, String dockerfile, Map<String, String> labels, ImageTags tags)
            throws PromotionFailure, InterruptedException {
        BuildRequest request = build.request();
        var command = docker.build().file(dockerfile);
        Stream.of(tags.pushed(), tags.main()).distinct().forEach(tag -> command.tag(request.repository() + ":" + tag));
        command.target(request.target())
                .platforms(request.platforms())
                .arguments(request.buildArguments())
                .labels(labels);
        if (request.basePull() == BuildRequest.BasePull.ALWAYS) {
            command.pullBaseImages();
        }
        CommandResult result = runLong(command.words(build.context().value()), LONGEST_BUILD);
        if (!result.succeeded()) {
            throw DockerTrouble.of(
                    "The image of %s could not be built on %s".formatted(request.component(), agent.place()), result);
        }
    }

    private ImageDigest push(DockerCommands docker, BuildRequest request, ImageTags tags)
            throws PromotionFailure, InterruptedException {
        String reference = request.repository() + ":" + tags.pushed();
        CommandResult result = runLong(docker.push(reference), LONGEST_PUSH);
        if (!tags.pushed().equals(tags.main())) {
            forget(docker, reference);
        }
        if (!result.succeeded()) {
            throw DockerTrouble.of(
                    "The image of %s could not be pushed to %s from %s"
                            .formatted(request.component(), request.repository(), agent.place()),
                    result);
        }
        Matcher pushed = PUSHED.matcher(result.output());
        if (!pushed.find()) {
            throw new BuildFailed(
                    "docker push on %s did not say which digest it pushed".formatted(agent.place()),
                    "Run the build again with a docker client of version 20.10 or later");
        }
        return ImageDigest.of(pushed.group(1));
    }

    /** The engine keeps the image under its main name, as a cache; names of single builds would only pile up there. */
    private void forget(DockerCommands docker, String reference) throws PromotionFailure, InterruptedException {
        CommandResult result = agent.run(Command.of(docker.removeImage(reference)));
        if (!result.succeeded()) {
            log.line("NOTE: docker on %s keeps the name %s: %s"
                    .formatted(agent.place(), reference, result.errors().strip()));
        }
    }

    private CommandResult runLong(List<String> words, Duration timeout) throws PromotionFailure, InterruptedException {
        return agent.run(Command.of(words).withTimeout(timeout), new DockerProgress(log));
    }
}
