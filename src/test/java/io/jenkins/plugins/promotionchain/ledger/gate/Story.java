package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.image.SourceFingerprint;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Approved;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What happened to the shop, told one event after the other, each a minute after the one before. */
final class Story implements LedgerView {

    static final ApplicationName SHOP = ApplicationName.of("shop");
    static final ComponentName BACKEND = ComponentName.of("backend");
    static final ComponentName FRONTEND = ComponentName.of("frontend");

    private final List<LedgerEntry> entries = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private int builds;

    static ImageDigest image(char letter) {
        return ImageDigest.of("sha256:" + String.valueOf(letter).repeat(64));
    }

    private static ImageRef ref(ComponentName component, ImageDigest digest) {
        return new ImageRef(ImageRepository.parse("registry.example.com/shop-" + component), digest);
    }

    private static DeploymentTarget place(String environment, ComponentName component) {
        return new DeploymentTarget(SHOP, EnvironmentName.of(environment), component);
    }

    Story later(Duration time) {
        now = now.plus(time);
        return this;
    }

    Story built(String branch, ComponentName component, ImageDigest digest, Built.Origin origin) {
        return add(new Built(
                now,
                build(branch),
                component,
                ref(component, digest),
                new SourceFingerprint("f".repeat(64)),
                "c".repeat(40),
                origin));
    }

    Story deployed(String environment, ComponentName component, ImageDigest digest) {
        return deployed(environment, component, digest, Deployed.Outcome.HEALTHY, "");
    }

    Story deployed(
            String environment, ComponentName component, ImageDigest digest, Deployed.Outcome outcome, String reason) {
        return add(new Deployed(
                now,
                build(environment),
                "step-" + builds,
                place(environment, component),
                ref(component, digest),
                Optional.empty(),
                Deployed.Kind.DEPLOYMENT,
                outcome,
                reason,
                Optional.empty(),
                "",
                "alice"));
    }

    Story verified(String environment, ComponentName component, ImageDigest digest, Verified.Result result) {
        return add(new Verified(
                now,
                build(environment),
                place(environment, component),
                ref(component, digest),
                result,
                result == Verified.Result.FAILED ? "orders vanish" : "",
                "bob"));
    }

    Story approved(String environment, String by, ImageDigest... digests) {
        return add(new Approved(
                now, build(environment), SHOP, EnvironmentName.of(environment), Set.of(digests), by, "go ahead"));
    }

    /** What the gate says when the build has these images and deploys the first component. */
    Passage ask(GateRule rule, ComponentName component, ImageDigest digest, Map<ComponentName, ImageDigest> others)
            throws Exception {
        return new Gate(this, Clock.fixed(now, ZoneOffset.UTC), Story::isOneOf)
                .ask(rule, Candidate.of(SHOP, component, digest, others));
    }

    Passage ask(GateRule rule, ComponentName component, ImageDigest digest) throws Exception {
        return ask(rule, component, digest, Map.of());
    }

    /** Carol is in the group of the release managers. */
    private static boolean isOneOf(String user, Set<String> names) {
        return names.contains(user) || user.equals("carol") && names.contains("release-managers");
    }

    static GateRule prod() {
        return rule(Optional.empty());
    }

    static GateRule prodAfter(Duration soak) {
        return rule(Optional.of(soak));
    }

    static GateRule prodApprovedBy(String... approvers) {
        return new GateRule(
                EnvironmentName.of("prod"),
                Optional.of(EnvironmentName.of("uat")),
                Optional.empty(),
                new LinkedHashSet<>(List.of(approvers)));
    }

    private static GateRule rule(Optional<Duration> soak) {
        return new GateRule(EnvironmentName.of("prod"), Optional.of(EnvironmentName.of("uat")), soak, Set.of());
    }

    private BuildRef build(String job) {
        builds++;
        return new BuildRef("shop/" + job, builds, "https://ci/job/shop/job/" + job + "/" + builds + "/");
    }

    private Story add(LedgerEntry entry) {
        entries.add(entry);
        return later(Duration.ofMinutes(1));
    }

    @Override
    public Optional<Deployed> current(DeploymentTarget place) {
        return at(place).stream()
                .filter(Deployed.class::isInstance)
                .map(Deployed.class::cast)
                .filter(deployed -> deployed.outcome() == Deployed.Outcome.HEALTHY)
                .reduce((first, second) -> second);
    }

    @Override
    public List<LedgerEntry> of(ImageDigest digest) {
        return entries.stream()
                .filter(entry -> digestsOf(entry).contains(digest))
                .collect(Collectors.toList());
    }

    @Override
    public List<LedgerEntry> at(DeploymentTarget place) {
        return entries.stream()
                .filter(entry ->
                        entry instanceof Deployed deployed && deployed.target().equals(place)
                                || entry instanceof Verified verified
                                        && verified.target().equals(place))
                .toList();
    }

    private static Set<ImageDigest> digestsOf(LedgerEntry entry) {
        if (entry instanceof Built built) {
            return Set.of(built.image().digest());
        }
        if (entry instanceof Deployed deployed) {
            return Set.of(deployed.image().digest());
        }
        if (entry instanceof Verified verified) {
            return Set.of(verified.image().digest());
        }
        return ((Approved) entry).digests();
    }
}
