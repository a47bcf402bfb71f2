package io.jenkins.plugins.promotionchain.rehearsal;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A step as a plugin has it; returns what it was given, and does what {@code mode} says. */
public final class ProbeStep extends Step {

    /** What a parameter of an enum takes. */
    public enum Colour {
        RED,
        GREEN
    }

    private final String mode;
    private final Map<String, Object> given = new TreeMap<>();

    @DataBoundConstructor
    public ProbeStep(String mode) {
        if (mode.isEmpty()) {
            throw new IllegalArgumentException("mode is empty");
        }
        this.mode = mode;
        given.put("mode", mode);
    }

    @DataBoundSetter
    public void setCount(int count) {
        given.put("count", count);
    }

    @DataBoundSetter
    public void setSize(long size) {
        given.put("size", size);
    }

    @DataBoundSetter
    public void setWanted(boolean wanted) {
        given.put("wanted", wanted);
    }

    @DataBoundSetter
    public void setText(String text) {
        given.put("text", text);
    }

    @DataBoundSetter
    public void setColour(Colour colour) {
        given.put("colour", colour);
    }

    @DataBoundSetter
    public void setValues(Map<String, String> values) {
        Map<String, Object> kinds = new TreeMap<>();
        new LinkedHashMap<Object, Object>(values).forEach((key, value) -> kinds.put(key + "", kind(value)));
        given.put("values", kinds);
    }

    @DataBoundSetter
    public void setItems(List<String> items) {
        given.put("items", items);
    }

    /** Without the annotation, hence no parameter. */
    public void setHidden(String hidden) {
        given.put("hidden", hidden);
    }

    private static String kind(Object value) {
        return value.getClass().getSimpleName() + " " + value;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, mode, given);
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final String mode;
        private final transient Map<String, Object> given;

        Execution(StepContext context, String mode, Map<String, Object> given) {
            super(context);
            this.mode = mode;
            this.given = given;
        }

        @Override
        public boolean start() throws Exception {
            switch (mode) {
                case "fail" -> getContext().onFailure(new AbortException("the probe failed"));
                case "throw" -> throw new IllegalStateException("the probe could not start");
                case "break" -> getContext().onFailure(new AssertionError("the probe broke"));
                case "hang", "hang badly" -> log("hanging");
                case "surroundings" -> getContext().onSuccess(surroundings());
                default -> getContext().onSuccess(given);
            }
            return false;
        }

        @Override
        public void stop(Throwable cause) throws Exception {
            log("stopped");
            getContext()
                    .onFailure(mode.equals("hang badly") ? new AbortException("the probe left a mess behind") : cause);
        }

        private void log(String text) throws Exception {
            getContext().get(TaskListener.class).getLogger().println("probe: " + text);
        }

        private Map<String, Object> surroundings() throws Exception {
            return Map.of(
                    "build", getContext().get(Run.class).getNumber(),
                    "directory", getContext().get(FilePath.class).getRemote(),
                    "variable", getContext().get(EnvVars.class).get("PROBED", ""),
                    "launcher", getContext().get(Launcher.class) != null);
        }
    }

    /** Made known by the tests' Jenkins. */
    static final class DescriptorImpl extends StepDescriptor {

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of();
        }

        @Override
        public String getFunctionName() {
            return "probe";
        }
    }
}
