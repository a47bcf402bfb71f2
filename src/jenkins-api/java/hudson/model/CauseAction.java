package hudson.model;

import java.util.List;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class CauseAction implements Action {
    private final List<Cause> causes;

    public CauseAction(Cause... c) {
        causes = List.of(c);
    }

    public List<Cause> getCauses() {
        return causes;
    }

    @Override
    public String getIconFileName() {
        return null;
    }

    @Override
    public String getDisplayName() {
        return "Cause";
    }

    @Override
    public String getUrlName() {
        return "cause";
    }
}
