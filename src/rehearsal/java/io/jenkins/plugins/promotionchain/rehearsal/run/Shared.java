package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Code;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What all stages of a build share.
 *
 * @param before how the build before on this branch ended
 */
record Shared(
        GroovyCode groovy,
        StepInvoker invoker,
        Surroundings surroundings,
        BuildResult result,
        BuildLog log,
        Question question,
        Optional<Outcome> before,
        Clock clock) {

    Steps steps(Scope scope) {
        return Steps.of(invoker, surroundings, scope);
    }

    /** The scope within an {@code environment} block's stage. */
    Scope entering(Optional<Code> environment, Scope outer) throws StepFailed, InterruptedException {
        return environment.isPresent()
                ? outer.with(groovy.assignments(environment.get(), Steps.ofEnvironment(invoker, surroundings, outer)))
                : outer;
    }

    /** Runs the work, for no longer than {@code options { timeout }} says. */
    static Outcome limited(Optional<Duration> timeout, Scope scope, Deadline.Work<Outcome> work) throws Exception {
        return timeout.isPresent() ? Deadline.within(timeout.get(), scope, work) : work.run();
    }
}
