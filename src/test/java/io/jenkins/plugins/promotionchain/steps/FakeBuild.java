package io.jenkins.plugins.promotionchain.steps;

import hudson.model.Job;
import hudson.model.Run;
import java.util.concurrent.atomic.AtomicInteger;

/** A build that is nowhere on disk. */
final class FakeBuild extends Run<FakeBuild.FakeJob, FakeBuild> {

    final AtomicInteger saved = new AtomicInteger();

    @Override
    public synchronized void save() {
        saved.incrementAndGet();
    }

    abstract static class FakeJob extends Job<FakeJob, FakeBuild> {}
}
