package io.jenkins.plugins.promotionchain.steps;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Job;
import hudson.model.Run;
import hudson.security.Permission;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

/** A build that is nowhere on disk. */
final class FakeBuild extends Run<FakeBuild.FakeJob, FakeBuild> {

    final AtomicInteger saved = new AtomicInteger();
    private boolean building = true;
    private boolean full;

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

    /** The next build of the same job. */
    FakeBuild next() {
        try {
            FakeBuild next = new FakeBuild(getParent());
            next.number = number + 1;
            getParent().builds.put(next.number, next);
            return next;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    FakeBuild startedBy(String person) {
        addAction(new CauseAction(new Cause.UserIdCause(person)));
        return this;
    }

    /** Everybody has every permission, but this one. */
    FakeBuild forbidding(Permission permission) {
        getParent().forbidden = permission;
        return this;
    }

    /** From now on its disk is full. */
    void failToSave() {
        full = true;
    }

    void end() {
        building = false;
    }

    @Override
    public boolean isBuilding() {
        return building;
    }

    @Override
    public synchronized void save() throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        saved.incrementAndGet();
    }

    /** The job of one fake build. */
    static final class FakeJob extends Job<FakeJob, FakeBuild> {

        private final Map<Integer, FakeBuild> builds = new HashMap<>();
        private Permission forbidden;

        FakeJob(String name) {
            super(Jenkins.get(), name);
        }

        @Override
        public FakeBuild getBuildByNumber(int number) {
            return builds.get(number);
        }

        @Override
        public boolean hasPermission2(Authentication who, Permission permission) {
            return permission != forbidden;
        }
    }
}
