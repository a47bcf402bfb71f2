package io.jenkins.plugins.promotionchain.ledger.gate;

import io.jenkins.plugins.promotionchain.engine.failure.LedgerFailure;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.util.List;
import java.util.Optional;

/** The image was healthy in the environment before, long enough, and nothing that came later there says otherwise. */
final class HealthyBefore implements Condition {

    private final LedgerView ledger;
    private final ApplicationName application;
    private final EnvironmentName required;
    private final Optional<Soaked> soaked;

    /** @param soaked asked only of what is healthy there */
    HealthyBefore(LedgerView ledger, ApplicationName application, EnvironmentName required, Optional<Soaked> soaked) {
        this.ledger = ledger;
        this.application = application;
        this.required = required;
        this.soaked = soaked;
    }

    @Override
    public Finding of(ComponentName component, ImageDigest digest) throws LedgerFailure {
        List<LedgerEntry> history = ledger.of(digest);
        Standing standing = Standing.of(new DeploymentTarget(application, required, component), history);
        if (standing instanceof Standing.Good good) {
            return soaked.isPresent() ? soaked.get().of(component, digest) : healthy(good.deployment());
        }
        if (standing instanceof Standing.Superseded superseded) {
            return superseded(superseded.word());
        }
        if (standing instanceof Standing.NeverHealthy never) {
            return failed(never.last());
        }
        return new Finding.Lacks(
                "was never deployed in " + required,
                "Deploy it in " + required + " first, with the branch of " + required + " or environment: '" + required
                        + "'; " + origin(history));
    }

    private Finding healthy(Deployed deployment) {
        return new Finding.Holds("healthy in " + required + " (deployed at " + Wording.time(deployment.at()) + " by "
                + deployment.build() + ")");
    }

    private Finding superseded(Verified word) {
        return new Finding.Lacks(
                "was found failing in " + required + " at " + Wording.time(word.at()) + by(word.by())
                        + (word.note().isEmpty() ? "" : " (" + word.note() + ")"),
                "See " + word.build()
                        + "; a later verification that passes, or another deployment there, makes it good again");
    }

    private Finding failed(Deployed last) {
        boolean itself = last.outcome() == Deployed.Outcome.FAILED;
        return new Finding.Lacks(
                "was last deployed in " + required + " at " + Wording.time(last.at())
                        + (itself
                                ? ", and that failed (" + withoutStop(last.reason()) + ")"
                                : ", and that was aborted"),
                "Deploy it there with success first: " + last.build());
    }

    /** Where it comes from: who deployed it elsewhere last, else who built it or found it. */
    private static String origin(List<LedgerEntry> history) {
        String origin = "the ledger knows no build of it";
        boolean deployed = false;
        boolean built = false;
        for (LedgerEntry entry : history) {
            if (entry instanceof Deployed each && each.outcome() == Deployed.Outcome.HEALTHY) {
                origin = each.target().environment() + " got it from " + each.build();
                deployed = true;
            } else if (entry instanceof Built each && !deployed && !built) {
                built = each.origin() == Built.Origin.BUILT;
                origin = (built ? "it was built by " : "it was found by ") + each.build();
            }
        }
        return origin;
    }

    private static String by(String who) {
        return who.isEmpty() ? "" : " by " + who;
    }

    private static String withoutStop(String sentence) {
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }
}
