package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kohsuke.stapler.DataBoundSetter;

/** What the steps have in common that do something with an image on a server. */
public abstract class ServerStep extends ChainStep {

    private static final long serialVersionUID = 1L;

    private String image = "";
    private String runOn = RunOn.CONTROLLER.toString();

    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = FormText.trimmed(image);
    }

    public String getRunOn() {
        return runOn;
    }

    @DataBoundSetter
    public void setRunOn(String runOn) {
        this.runOn = FormText.trimmed(runOn).isEmpty() ? RunOn.CONTROLLER.toString() : FormText.trimmed(runOn);
    }

    /**
     * The image that the step names, else the one that {@code buildOnce} recorded in this build.
     *
     * @throws ImageMissing when there is neither
     */
    ImageRef imageOf(Surroundings surroundings, ComponentName component)
            throws PromotionFailure, IOException, InterruptedException {
        return findImage(surroundings, component)
                .orElseThrow(() -> new ImageMissing(
                        "No image is known for the component " + component + " in this build",
                        "Put buildOnce component: '" + component + "' before this step, or give the step an image"
                                + " (registry/path@sha256:…)"));
    }

    /** The same, none where there is neither. */
    Optional<ImageRef> findImage(Surroundings surroundings, ComponentName component)
            throws PromotionFailure, IOException, InterruptedException {
        Optional<ImageRef> named = Parameter.readOptional("image", image, ImageRef::parse);
        return named.isPresent() ? named : surroundings.images().recall(component);
    }

    /**
     * The environment variables of the backend: the configured ones, the secrets of the names declared for them, and
     * those of the step, each going before the one named earlier. A name that has a value elsewhere is not asked for as
     * a secret.
     */
    static Map<String, Sensitive> variablesOf(StepTarget where, Map<String, String> ofStep) throws PromotionFailure {
        Map<String, String> open = new HashMap<>(where.environment().variables());
        open.putAll(Parameter.complete("env", ofStep));
        Map<String, Sensitive> values = new TreeMap<>(where.secrets()
                .requireTexts(where.chain().backendVariables().stream()
                        .filter(name -> !open.containsKey(name))
                        .toList()));
        open.forEach((name, value) -> values.put(name, Sensitive.of(value)));
        return values;
    }

    /** Whether any of those variables has a value, so that the file that the server has of its own is not what is meant. */
    static boolean anyKnown(StepTarget where, Map<String, String> ofStep) throws PromotionFailure {
        if (!ofStep.isEmpty() || !where.environment().variables().isEmpty()) {
            return true;
        }
        for (String name : where.chain().backendVariables()) {
            if (where.secrets().text(name).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** @throws InvalidInput when the parameter is neither of the two */
    RunOn connectingFrom() throws InvalidInput {
        return Parameter.read("runOn", runOn, RunOn::of);
    }
}
