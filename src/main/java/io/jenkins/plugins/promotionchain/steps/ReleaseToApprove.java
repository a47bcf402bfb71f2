package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Approved;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import java.time.Clock;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The images of a build that are to go to an environment, in a form that is saved with the build. */
final class ReleaseToApprove {

    private final String job;
    private final int number;
    private final String url;
    private final String application;
    private final String environment;
    private final Map<String, String> digests = new TreeMap<>();

    /** @param place of which the component does not matter */
    ReleaseToApprove(BuildRef build, DeploymentTarget place, Map<ComponentName, ImageDigest> release) {
        this.job = build.job();
        this.number = build.number();
        this.url = build.url();
        this.application = place.application().value();
        this.environment = place.environment().value();
        release.forEach((component, digest) -> digests.put(component.value(), digest.value()));
    }

    String environment() {
        return environment;
    }

    /** By component. */
    Map<String, String> digests() {
        return Collections.unmodifiableMap(digests);
    }

    String inWords() {
        return digests.entrySet().stream()
                .map(each ->
                        each.getKey() + " " + ImageDigest.of(each.getValue()).shortForm())
                .collect(Collectors.joining(", "));
    }

    /** @throws PromotionFailure when the ledger cannot be written */
    void recordApproval(String by, String note) throws PromotionFailure {
        ApplicationName name = ApplicationName.of(application);
        Set<ImageDigest> all = new HashSet<>();
        digests.values().forEach(digest -> all.add(ImageDigest.of(digest)));
        Ledgers.get()
                .of(name)
                .append(new Approved(
                        Clock.systemUTC().instant(),
                        new BuildRef(job, number, url),
                        name,
                        EnvironmentName.of(environment),
                        all,
                        by,
                        note));
    }
}
