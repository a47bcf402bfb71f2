package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.model.Cause;
import hudson.model.CauseAction;
import hudson.model.Run;
import java.io.IOException;

/** One build of a rehearsal, started by whoever runs the program. */
public final class RehearsalRun extends Run<RehearsalJob, RehearsalRun> {

    private volatile String displayName;
    private volatile String description = "";

    public RehearsalRun(RehearsalJob job, int number) throws IOException {
        super(job);
        this.number = number;
        this.displayName = "#" + number;
        addAction(new CauseAction(new Cause.UserIdCause(System.getProperty("user.name"))));
    }

    @Override
    public String getDisplayName() {
        return displayName;
    }

    public void setDisplayName(String name) {
        this.displayName = name;
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String text) {
        this.description = text;
    }
}
