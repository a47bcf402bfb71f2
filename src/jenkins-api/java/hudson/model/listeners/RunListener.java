package hudson.model.listeners;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
@SuppressWarnings({"rawtypes", "unchecked"})
public abstract class RunListener<R extends Run> implements ExtensionPoint {
    protected RunListener() {}

    public void onCompleted(R r, TaskListener listener) {}

    public void onFinalized(R r) {}

    public void onDeleted(R r) {}

    public static void fireCompleted(Run r, TaskListener listener) {
        all().forEach(each -> each.onCompleted(r, listener));
    }

    public static void fireFinalized(Run r) {
        all().forEach(each -> each.onFinalized(r));
    }

    public static ExtensionList<RunListener> all() {
        return ExtensionList.lookup(RunListener.class);
    }
}
