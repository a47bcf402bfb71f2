package io.jenkins.plugins.promotionchain.steps;

import java.util.Map;

/** A step that does what a test says. */
final class WorkStep extends ChainStep {

    private static final long serialVersionUID = 1L;
    private final transient Work work;

    /** What a step does, without the rest of it. */
    @FunctionalInterface
    interface Work {
        Map<String, Object> run() throws Exception;
    }

    WorkStep(Work work) {
        this.work = work;
    }

    @Override
    Map<String, Object> perform(Surroundings surroundings) {
        try {
            return work.run();
        } catch (Exception e) {
            throw sneaky(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> RuntimeException sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    /** Name of the test's step. */
    public static final class DescriptorImpl extends ChainStepDescriptor {
        public DescriptorImpl() {
            super("work");
        }

        @Override
        public String getDisplayName() {
            return "Work";
        }
    }

    @Override
    public ChainStepDescriptor getDescriptor() {
        return new DescriptorImpl();
    }
}
