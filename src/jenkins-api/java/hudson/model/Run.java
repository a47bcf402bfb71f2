package hudson.model;

import java.io.IOException;
import jenkins.model.RunAction2;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public abstract class Run<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements Saveable {
    protected final transient JobT project;
    public transient int number;

    protected Run(JobT job) throws IOException {
        this.project = job;
    }

    public JobT getParent() {
        return project;
    }

    public int getNumber() {
        return number;
    }

    public String getId() {
        return Integer.toString(number);
    }

    public String getUrl() {
        return "job/" + project.getFullName().replace("/", "/job/") + "/" + getNumber() + "/";
    }

    public String getExternalizableId() {
        return project.getFullName() + "#" + getNumber();
    }

    @Override
    public String getDisplayName() {
        return "#" + number;
    }

    @Override
    public void addAction(Action a) {
        super.addAction(a);
        if (a instanceof RunAction2 action) {
            action.onAttached(this);
        }
    }

    public <T extends Cause> T getCause(Class<T> type) {
        CauseAction action = getAction(CauseAction.class);
        return action == null
                ? null
                : action.getCauses().stream()
                        .filter(type::isInstance)
                        .map(type::cast)
                        .findFirst()
                        .orElse(null);
    }

    public boolean isBuilding() {
        return true;
    }

    @Override
    public synchronized void save() throws IOException {}
}
