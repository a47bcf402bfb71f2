package io.jenkins.plugins.promotionchain.steps;

import hudson.model.InvisibleAction;
import hudson.model.Run;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which steps of a build the gate has let through; saved with the build. A step that goes on after a restart may have
 * changed the server by then: it has to be ended and written down, and not to be asked again.
 */
public final class GateAction extends InvisibleAction {

    private static final String LINE = "\n";

    /** By transaction: the image; where it was forced, by whom on the next line, and then why. */
    private volatile Map<String, String> passed = new TreeMap<>();

    /**
     * How a step was let through.
     *
     * @param image what it was let through with
     * @param force none where the gate agreed
     */
    record Pass(ImageRef image, Optional<Deployed.Force> force) {}

    /** Remembers that the step may go on. */
    static void record(Run<?, ?> build, TransactionId step, Pass pass) throws IOException {
        synchronized (build) {
            GateAction action = build.getAction(GateAction.class);
            if (action == null) {
                action = new GateAction();
                build.addAction(action);
            }
            Map<String, String> more = new TreeMap<>(action.passed);
            String forced = pass.force()
                    .map(force -> LINE + force.by() + LINE + force.reason())
                    .orElse("");
            more.put(step.value(), pass.image() + forced);
            action.passed = more;
        }
        build.save();
    }

    /** What was remembered of the step, if anything. */
    static Optional<Pass> of(Run<?, ?> build, TransactionId step) {
        return Optional.ofNullable(build.getAction(GateAction.class))
                .map(action -> action.passed.get(step.value()))
                .map(GateAction::pass);
    }

    private static Pass pass(String text) {
        String[] parts = text.split(LINE, 3);
        return new Pass(
                ImageRef.parse(parts[0]),
                parts.length < 3 ? Optional.empty() : Optional.of(new Deployed.Force(parts[1], parts[2])));
    }
}
