package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.model.Job;
import jenkins.model.Jenkins;

/** The job that a rehearsal pretends to be: one for each branch. */
public final class RehearsalJob extends Job<RehearsalJob, RehearsalRun> {

    public RehearsalJob(String name) {
        super(Jenkins.get(), name);
    }
}
