package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs stages side by side, each with its name before its lines. Whatever happens, it ends only when all of them have:
 * nothing of the build still runs while the next stage does.
 */
final class ParallelStages {

    private record Ended(Stage stage, Outcome outcome) {}

    private final StageRunner runner;
    private final BuildLog log;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    ParallelStages(StageRunner runner, BuildLog log) {
        this.runner = runner;
        this.log = log;
    }

    /** @throws InterruptedException when this thread was interrupted; the stages were, too, and have ended */
    Outcome run(Stage.Parallel parallel, Scope scope) throws InterruptedException {
        for (Stage stage : parallel.stages()) {
            Scope own = scope.loggingTo(log.listener("[" + stage.name() + "] "));
            Thread thread = new Thread(() -> ended.add(new Ended(stage, outcome(stage, own))), "stage " + stage.name());
            thread.setDaemon(true);
            threads.add(thread);
        }
        threads.forEach(Thread::start);
        return await(parallel, scope);
    }

    /** Whatever breaks in a thread of its own must not keep the build waiting. */
    private Outcome outcome(Stage stage, Scope scope) {
        try {
            return runner.run(stage, scope);
        } catch (RuntimeException | Error e) {
            scope.say("ERROR: " + e);
            return Outcome.FAILURE;
        }
    }

    private Outcome await(Stage.Parallel parallel, Scope scope) throws InterruptedException {
        boolean interrupted = false;
        Outcome worst = Outcome.SUCCESS;
        Outcome cause = Outcome.SUCCESS;
        for (int left = threads.size(); left > 0; ) {
            try {
                Ended next = ended.take();
                left--;
                worst = worst.and(next.outcome());
                if (next.outcome().compareTo(Outcome.UNSTABLE) > 0) {
                    scope.say("Failed in branch " + next.stage().name());
                    if (parallel.failFast() && cause == Outcome.SUCCESS) {
                        cause = next.outcome();
                        threads.forEach(Thread::interrupt);
                    }
                }
            } catch (InterruptedException aborted) {
                interrupted = true;
                threads.forEach(Thread::interrupt);
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
        // With failFast the others end as aborted; what counts is why.
        return cause == Outcome.SUCCESS ? worst : cause;
    }
}
