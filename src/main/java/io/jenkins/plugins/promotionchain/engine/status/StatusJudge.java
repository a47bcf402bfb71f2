package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.status.Drift.Kind;
import io.jenkins.plugins.promotionchain.engine.status.StatusFacts.ConfigurationFile;
import io.jenkins.plugins.promotionchain.engine.status.StatusFacts.UnreadFile;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Compares what is with what should be, in words. Asks nobody. */
final class StatusJudge {

    /** A container that the engine has started again, and that has been up for less than this, may go down again. */
    static final Duration SETTLED = Duration.ofMinutes(10);

    /** A file's time has whole seconds, a container's does not, and the file is written first. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(1);

    private final StatusRequest request;
    private final StatusFacts facts;
    private final Optional<Expectation> expected;
    private final HealthNow health;
    private final List<Drift> drift = new ArrayList<>();

    private StatusJudge(StatusRequest request, StatusFacts facts, Optional<Expectation> expected, HealthNow health) {
        this.request = request;
        this.facts = facts;
        this.expected = expected;
        this.health = health;
    }

    static ComponentStatus judge(
            StatusRequest request, StatusFacts facts, Optional<Expectation> expected, HealthNow health) {
        StatusJudge judge = new StatusJudge(request, facts, expected, health);
        judge.all();
        return new ComponentStatus(request, facts, expected, health, judge.drift);
    }

    private void all() {
        if (expected.isEmpty()) {
            add(Kind.NOT_RECORDED, "no deployment of the " + request.target() + " is recorded, so nothing is compared");
        }
        if (facts.container().isPresent()) {
            StatusFacts.Found found = facts.container().get();
            identity(found.inspection());
            running(found.inspection());
            image();
            configuration(found.inspection());
        } else if (expected.isPresent()) {
            add(
                    Kind.MISSING,
                    "there is no container " + request.container() + ", but "
                            + expected.get().build() + " deployed "
                            + expected.get().image() + "; deploy it again");
        }
        inTheWay();
        unfinished();
    }

    private void identity(ContainerInspection container) {
        Map<String, String> labels = container.labels();
        SortedMap<String, String> ours = ContainerLabels.identifying(request.target());
        if (!labels.containsKey(ContainerLabels.APPLICATION)) {
            add(
                    Kind.UNKNOWN_CONTAINER,
                    "container " + container.name() + " carries no label of a deployment, so somebody made it by hand;"
                            + " deploy again to replace it");
        } else if (!labels.entrySet().containsAll(ours.entrySet())) {
            add(
                    Kind.UNKNOWN_CONTAINER,
                    "container " + container.name() + " is the " + labels.get(ContainerLabels.COMPONENT) + " of "
                            + labels.get(ContainerLabels.APPLICATION) + " in "
                            + labels.get(ContainerLabels.ENVIRONMENT) + "; see who put it there, and deploy the "
                            + request.target() + " under another name");
        }
    }

    private void running(ContainerInspection container) {
        Optional<Duration> uptime = ComponentStatus.uptime(facts);
        boolean recent = uptime.isPresent() && uptime.get().compareTo(SETTLED) < 0;
        if (container.status().equals("restarting") || container.restartCount() > 0 && recent) {
            add(
                    Kind.RESTARTING,
                    "container " + container.name() + " ends again and again: " + container.restartCount()
                            + " restarts, exit status " + container.exitCode()
                            + (container.outOfMemory() ? ", killed for want of memory" : "") + "; read docker logs "
                            + container.name());
        } else if (!container.running()) {
            add(
                    Kind.STOPPED,
                    "container " + container.name() + " is " + container.status() + ", exit status "
                            + container.exitCode()
                            + container.finishedAt().map(at -> ", since " + at).orElse("")
                            + "; start it (docker start " + container.name() + ") or deploy again");
        } else if (health.state() == HealthNow.State.UNHEALTHY) {
            add(
                    Kind.UNHEALTHY,
                    "it runs, but does not answer as it should: " + health.detail() + "; read docker logs "
                            + container.name());
        }
    }

    private void image() {
        Optional<ImageDigest> actual = ComponentStatus.actualDigest(facts);
        if (expected.isPresent()
                && !actual.equals(Optional.of(expected.get().image().digest()))) {
            add(
                    Kind.OTHER_IMAGE,
                    "it runs " + actual.map(ImageDigest::value).orElse("an image that no registry knows") + ", but "
                            + expected.get().build() + " deployed "
                            + expected.get().image().digest()
                            + "; deploy that one again, or what runs through the chain");
        }
    }

    private void configuration(ContainerInspection container) {
        String hash = container.labels().getOrDefault(ContainerLabels.CONFIGURATION_HASH, "");
        String wanted = expected.map(Expectation::configurationHash).orElse("");
        if (!hash.isEmpty() && !wanted.isEmpty() && !hash.equals(wanted)) {
            add(
                    Kind.OTHER_CONFIGURATION,
                    "it was started with other ports, volumes or variables than "
                            + expected.get().build() + " gave it; deploy again to get those back");
        }
        if (container.labels().containsKey(ContainerLabels.APPLICATION)) {
            facts.otherEnvironment().ifPresent(this::otherValues);
            facts.unread().ifPresent(this::notCompared);
            Instant started = container.startedAt().orElse(facts.now()).plus(CLOCK_GRAIN);
            facts.mounted().stream()
                    .filter(file -> file.changedAt().isAfter(started))
                    .forEach(file -> changed(file, container));
        }
    }

    private void otherValues(ConfigurationFile file) {
        add(
                Kind.ENV_FILE_CHANGED,
                "the file " + file.path() + ", changed at " + file.changedAt()
                        + ", holds other values than the container"
                        + " was made with; deploy again: values that are in Jenkins overwrite it, else it is used as it"
                        + " stands");
    }

    private void notCompared(UnreadFile file) {
        add(
                Kind.ENV_FILE_CHANGED,
                switch (file.reason()) {
                    case ABSENT ->
                        "the file " + file.path() + " is not there, though the container has values of its own; deploy"
                                + " again: values that are in Jenkins write it anew, else put it back first";
                    case CLOSED ->
                        "the file " + file.path() + " cannot be read with this account, so its values were not"
                                + " compared; give the account the file, or the next deployment fails";
                });
    }

    private void changed(ConfigurationFile file, ContainerInspection container) {
        add(
                Kind.ENV_FILE_CHANGED,
                "the file " + file.path() + ", which container " + container.name() + " reads, was changed at "
                        + file.changedAt()
                        + ", after the container was started; deploy again, and restart the container"
                        + " (docker restart " + container.name() + ") if that changes nothing");
    }

    private void unfinished() {
        if (facts.candidate().isPresent() && facts.lockedBy().isEmpty()) {
            add(
                    Kind.UNFINISHED,
                    "a deployment was cut off and has left container "
                            + facts.candidate().get() + "; the next deployment clears it away");
        }
    }

    /** Of one that serves well the port is that of another address. */
    private void inTheWay() {
        boolean serves = facts.container().isPresent() && health.state() == HealthNow.State.HEALTHY;
        if (!facts.alsoOnPort().isEmpty() && !serves) {
            add(
                    Kind.PORT_TAKEN,
                    "its port is published by container " + String.join(", ", facts.alsoOnPort())
                            + ", which has to go first; see whose it is");
        }
    }

    private void add(Kind kind, String sentence) {
        drift.add(new Drift(kind, sentence));
    }
}
