package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.model.Run;
import java.io.IOException;

/** One build of a rehearsal. */
public final class RehearsalRun extends Run<RehearsalJob, RehearsalRun> {

    public RehearsalRun(RehearsalJob job, int number) throws IOException {
        super(job);
        this.number = number;
    }
}
