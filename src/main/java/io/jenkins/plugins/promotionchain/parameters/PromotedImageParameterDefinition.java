package io.jenkins.plugins.promotionchain.parameters;

import hudson.Extension;
import hudson.model.Item;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.SimpleParameterDefinition;
import hudson.model.StringParameterValue;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.promotionchain.config.Chain;
import io.jenkins.plugins.promotionchain.config.Chains;
import io.jenkins.plugins.promotionchain.config.ConfiguredChains;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.FormChecks;
import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code promotedImage}: lets a person who starts a build choose the image of a component among those that the
 * environment may be given. Its value is an image ({@code repository@sha256:…}) for the parameter {@code image} of a
 * step, or nothing, which a step takes for the image of the build.
 */
public final class PromotedImageParameterDefinition extends SimpleParameterDefinition {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_OF_DIGEST = 19;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final String environment;
    private String application = "";
    private String component = EnvironmentSettings.BACKEND.value();

    /** @param environment that the image is for */
    @DataBoundConstructor
    public PromotedImageParameterDefinition(String name, String environment) {
        super(name);
        this.environment = FormText.trimmed(environment);
    }

    public String getEnvironment() {
        return environment;
    }

    public String getApplication() {
        return application;
    }

    @DataBoundSetter
    public void setApplication(String application) {
        this.application = FormText.trimmed(application);
    }

    public String getComponent() {
        return component;
    }

    @DataBoundSetter
    public void setComponent(String component) {
        this.component = FormText.trimmed(component).isEmpty()
                ? EnvironmentSettings.BACKEND.value()
                : FormText.trimmed(component);
    }

    /** What the form offers; the first entry stands for the image of the build. */
    public ListBoxModel getChoices() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return choices(Optional.ofNullable(request).map(current -> current.findAncestorObject(Item.class)));
    }

    ListBoxModel choices(Optional<Item> job) {
        ListBoxModel choices = new ListBoxModel();
        choices.add(Messages.text("promotedImage.ofBuild"), "");
        try {
            Chains chains = job.map(ConfiguredChains::of)
                    .orElseGet(() -> PromotionChainConfiguration.get().chains());
            Chain chain = chains.application(Optional.of(application).filter(name -> !name.isEmpty()));
            EnvironmentSettings wanted = chain.environment(parsed(environment, EnvironmentName::of));
            PromotableImages images = new PromotableImages(Ledgers.get().of(chain.application()), Clock.systemUTC());
            for (Deployed deployed : images.of(chain, wanted, parsed(component, ComponentName::of))) {
                choices.add(described(deployed), deployed.image().toString());
            }
        } catch (PromotionFailure e) {
            // there is still the image of the build, and a person reads why there is no other
            choices.add(e.getMessage(), "");
        }
        return choices;
    }

    private static String described(Deployed deployed) {
        return Messages.text(
                "promotedImage.choice",
                deployed.image().digest().value().substring(0, SHOWN_OF_DIGEST),
                deployed.target().environment().value(),
                TIME.withZone(ZoneId.systemDefault()).format(deployed.at()),
                deployed.build().job() + " #" + deployed.build().number());
    }

    /** Reads a text of the configuration. */
    private interface Reader<T> {
        T read(String text);
    }

    private static <T> T parsed(String text, Reader<T> reader) throws InvalidInput {
        try {
            return reader.read(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(e.getMessage(), "Correct the parameter of the job", e);
        }
    }

    @Override
    public ParameterValue createValue(String value) {
        String image = FormText.trimmed(value);
        if (!image.isEmpty()) {
            ImageRef.parse(image);
        }
        return new StringParameterValue(getName(), image, getDescription());
    }

    @Override
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return createValue(form.getString("value"));
    }

    /** The image of the build: for builds that nobody starts by hand. */
    @Override
    public ParameterValue getDefaultParameterValue() {
        return createValue("");
    }

    /** Form of the parameter. */
    @Extension
    @Symbol("promotedImage")
    public static final class DescriptorImpl extends ParameterDefinition.ParameterDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.text("promotedImage.title");
        }

        @POST
        public FormValidation doCheckEnvironment(@QueryParameter String value) {
            return FormChecks.required(value, EnvironmentName::of);
        }

        @POST
        public FormValidation doCheckApplication(@QueryParameter String value) {
            return FormChecks.optional(value, ApplicationName::of);
        }

        @POST
        public FormValidation doCheckComponent(@QueryParameter String value) {
            return FormChecks.optional(value, ComponentName::of);
        }
    }
}
