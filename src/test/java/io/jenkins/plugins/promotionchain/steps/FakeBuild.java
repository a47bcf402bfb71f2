package io.jenkins.plugins.promotionchain.steps;

import hudson.model.Job;
import hudson.model.Run;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;

/** A build that is nowhere on disk. */
final class FakeBuild extends Run<FakeBuild.FakeJob, FakeBuild> {

    final AtomicInteger saved = new AtomicInteger();
    private boolean building = true;

    private FakeBuild(FakeJob job) throws IOException {
        super(job);
    }

    /** A build of a job of its own. */
    static FakeBuild of(String job) {
        try {
            return new FakeBuild(new FakeJob(job));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void end() {
        building = false;
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    @Override
    public synchronized void save() {
        saved.incrementAndGet();
    }

    /** The job of one fake build. */
    static final class FakeJob extends Job<FakeJob, FakeBuild> {

        FakeJob(String name) {
            super(Jenkins.get(), name);
        }
    }
}
