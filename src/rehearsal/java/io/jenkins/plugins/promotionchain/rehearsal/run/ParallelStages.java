package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import io.jenkins.plugins.promotionchain.rehearsal.model.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs stages side by side, each with its name before its lines. */
final class ParallelStages {

    private final StageRunner runner;
    private final BuildLog log;

    ParallelStages(StageRunner runner, BuildLog log) {
        this.runner = runner;
        this.log = log;
    }

    Outcome run(Stage.Parallel parallel, Scope scope) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(parallel.stages().size());
        try {
            CompletionService<Outcome> ended = new ExecutorCompletionService<>(threads);
            List<Future<Outcome>> all = new ArrayList<>();
            for (Stage stage : parallel.stages()) {
                Scope own = scope.loggingTo(log.listener("[" + stage.name() + "] "));
                all.add(ended.submit(() -> runner.run(stage, own)));
            }
            return await(ended, all, parallel.failFast());
        } finally {
            threads.shutdown();
        }
    }

    private static Outcome await(CompletionService<Outcome> ended, List<Future<Outcome>> all, boolean failFast)
            throws InterruptedException {
        Outcome worst = Outcome.SUCCESS;
        Outcome first = Outcome.SUCCESS;
        for (int left = all.size(); left > 0; left--) {
            try {
                Outcome outcome = ended.take().get();
                if (first == Outcome.SUCCESS) {
                    first = outcome;
                }
                worst = worst.and(outcome);
            } catch (ExecutionException e) {
                throw new IllegalStateException("A parallel stage broke: " + e.getCause(), e.getCause());
            } catch (java.util.concurrent.CancellationException stopped) {
                worst = worst.and(Outcome.ABORTED);
            } catch (InterruptedException aborted) {
                all.forEach(each -> each.cancel(true));
                throw aborted;
            }
            if (failFast && worst.compareTo(Outcome.UNSTABLE) > 0) {
                all.forEach(each -> each.cancel(true));
            }
        }
        // With failFast the others end as aborted; what counts is why.
        return failFast && first == Outcome.FAILURE ? first : worst;
    }
}
