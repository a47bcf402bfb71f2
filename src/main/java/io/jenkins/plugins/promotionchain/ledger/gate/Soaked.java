package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The image was in service in the environment before for some time, without a break. */
final class Soaked implements Condition {

    private final LedgerView ledger;
    private final ApplicationName application;
    private final EnvironmentName required;
    private final Duration soak;
    private final Clock clock;

    Soaked(LedgerView ledger, ApplicationName application, EnvironmentName required, Duration soak, Clock clock) {
        this.ledger = ledger;
        this.application = application;
        this.required = required;
        this.soak = soak;
        this.clock = clock;
    }

    @Override
    public Finding of(ComponentName component, ImageDigest digest) throws LedgerFailure {
        Instant now = clock.instant();
        DeploymentTarget place = new DeploymentTarget(application, required, component);
        Optional<ServiceTime> longest = ServiceTime.longest(ledger.at(place), digest, now);
        String asked = " of the " + Wording.span(soak) + " that are asked for";
        if (longest.isEmpty()) {
            return new Finding.Lacks(
                    "has been in service in " + required + " for no time" + asked, "Deploy it there, and wait");
        }
        ServiceTime served = longest.get();
        Duration length = served.length(now);
        if (length.compareTo(soak) >= 0) {
            return new Finding.Holds("healthy in " + required + ", in service there for " + Wording.span(length));
        }
        if (served.until().isPresent()) {
            return new Finding.Lacks(
                    "was in service in " + required + " for " + Wording.span(length) + asked + ", from "
                            + Wording.time(served.from()) + " to "
                            + Wording.time(served.until().get()),
                    "Deploy it there again and let it serve");
        }
        return new Finding.Lacks(
                "has been in service in " + required + " for " + Wording.span(length) + asked + ", since "
                        + Wording.time(served.from()),
                "Run this build again in " + Wording.span(soak.minus(length).plusSeconds(59)) + ", at "
                        + Wording.time(served.from().plus(soak).plusSeconds(59)));
    }
}
