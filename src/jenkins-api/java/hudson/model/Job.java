package hudson.model;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public abstract class Job<JobT extends Job<JobT, RunT>, RunT extends Run<JobT, RunT>> extends Actionable
        implements Item {
    private final ItemGroup<?> parent;
    private final String name;

    protected Job(ItemGroup<?> parent, String name) {
        this.parent = parent;
        this.name = name;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public ItemGroup getParent() {
        return parent;
    }

    @Override
    public final String getFullName() {
        return name;
    }

    public RunT getBuildByNumber(int n) {
        return null;
    }

    @Override
    public String getDisplayName() {
        return name;
    }
}
