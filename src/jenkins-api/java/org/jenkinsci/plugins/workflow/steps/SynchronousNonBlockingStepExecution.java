package org.jenkinsci.plugins.workflow.steps;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public abstract class SynchronousNonBlockingStepExecution<T> extends StepExecution {
    private static final long serialVersionUID = 1L;
    private transient volatile Thread worker;

    protected SynchronousNonBlockingStepExecution(StepContext context) {
        super(context);
    }

    protected abstract T run() throws Exception;

    @Override
    public final boolean start() throws Exception {
        worker = new Thread(
                () -> {
                    try {
                        getContext().onSuccess(run());
                    } catch (Exception e) {
                        getContext().onFailure(e);
                    }
                },
                "step");
        worker.setDaemon(true);
        worker.start();
        return false;
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        worker.interrupt();
        super.stop(cause);
    }
}
