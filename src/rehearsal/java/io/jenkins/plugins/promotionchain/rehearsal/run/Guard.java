package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;

/** Turns failures into an outcome and their sentence into a line of the log. */
final class Guard {

    private Guard() {}

    static Outcome outcome(Scope scope, Deadline.Work<Outcome> work) {
        try {
            Outcome outcome = work.run();
            // An abort that no step has noticed must not hit what comes next.
            return Thread.interrupted() ? aborted(scope, new InterruptedException()) : outcome;
        } catch (InterruptedException e) {
            return aborted(scope, e);
        } catch (Throwable e) {
            // Whatever went wrong, post actions run and the build ends with a result.
            scope.say("ERROR: " + (e.getMessage() == null ? e : e.getMessage()));
            return Outcome.FAILURE;
        }
    }

    private static Outcome aborted(Scope scope, InterruptedException e) {
        scope.say(e instanceof Stopped ? e.getMessage() : "Aborted");
        return Outcome.ABORTED;
    }
}
