package io.jenkins.plugins.promotionchain.steps;

import hudson.EnvVars;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.promotionchain.config.Chain;
import io.jenkins.plugins.promotionchain.config.Chains;
import io.jenkins.plugins.promotionchain.config.ConfiguredChains;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.Lines;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.beans.IntrospectionException;
import java.beans.PropertyDescriptor;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all steps of this plugin have in common. */
public abstract class ChainStepDescriptor extends StepDescriptor {

    private final String functionName;

    ChainStepDescriptor(String functionName) {
        this.functionName = functionName;
    }

    @Override
    public String getFunctionName() {
        return functionName;
    }

    @Override
    public String getDisplayName() {
        return Messages.text("step." + functionName);
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return contextWith();
    }

    /** What every step needs around it, and more. */
    static Set<Class<?>> contextWith(Class<?>... more) {
        Set<Class<?>> context = new LinkedHashSet<>(List.of(Run.class, TaskListener.class, EnvVars.class));
        context.addAll(List.of(more));
        return Set.copyOf(context);
    }

    /** Names of the maps and lists, which the form shows as text with one entry per line. */
    Set<String> lineParameters() {
        return Set.of();
    }

    /** Stapler binds neither a map nor a list from a text: those are taken out of the form and set from their lines. */
    @Override
    public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
        Map<String, String> texts = new HashMap<>();
        for (String name : lineParameters()) {
            Object given = form.remove(name);
            texts.put(name, given == null ? "" : given.toString());
        }
        Step step = super.newInstance(request, form);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            setLines(step, text.getKey(), text.getValue());
        }
        return step;
    }

    private static void setLines(Step step, String name, String text) throws FormException {
        try {
            PropertyDescriptor property = new PropertyDescriptor(name, step.getClass());
            Object value = property.getPropertyType() == Map.class ? Lines.pairs(text) : Lines.of(text);
            property.getWriteMethod().invoke(step, value);
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, name);
        } catch (ReflectiveOperationException | IntrospectionException e) {
            throw new FormException(e, name);
        }
    }

    @POST
    public FormValidation doCheckApplication(@QueryParameter String value) {
        return FormChecks.optional(value, ApplicationName::of);
    }

    @POST
    public FormValidation doCheckEnvironment(@QueryParameter String value) {
        return FormChecks.optional(value, EnvironmentName::of);
    }

    @POST
    public ListBoxModel doFillRunOnItems() {
        return new ListBoxModel(
                new ListBoxModel.Option(Messages.text("runOn.controller"), RunOn.CONTROLLER.toString()),
                new ListBoxModel.Option(Messages.text("runOn.agent"), RunOn.AGENT.toString()));
    }

    /** The configured environments, for who may see how the job is configured. */
    @POST
    public ListBoxModel doFillEnvironmentItems(@AncestorInPath Item job) {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.text("environment.ofBranch"), "");
        boolean visible =
                job == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : job.hasPermission(Item.EXTENDED_READ);
        if (!visible) {
            return items;
        }
        Chains chains = job == null ? PromotionChainConfiguration.get().chains() : ConfiguredChains.of(job);
        Set<String> names = new LinkedHashSet<>();
        for (Chain chain : chains.usable()) {
            chain.environments()
                    .forEach(environment -> names.add(environment.name().value()));
        }
        names.forEach(name -> items.add(name, name));
        return items;
    }
}
