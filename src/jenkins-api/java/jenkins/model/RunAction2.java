package jenkins.model;

import hudson.model.Action;
import hudson.model.Run;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface RunAction2 extends Action {
    void onAttached(Run<?, ?> r);

    void onLoad(Run<?, ?> r);
}
