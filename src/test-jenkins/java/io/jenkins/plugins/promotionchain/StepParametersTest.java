package io.jenkins.plugins.promotionchain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Every parameter of every step survives the way from a Jenkinsfile into the step and back into a snippet. */
@WithJenkins
class StepParametersTest {

    private static final String OURS = "io.jenkins.plugins.promotionchain";

    @Test
    void roundTripWhenAllAreSetAndVanishWhenNoneIs(JenkinsRule jenkins) throws Exception {
        List<StepDescriptor> ours = StepDescriptor.all().stream()
                .filter(each -> each.clazz.getName().startsWith(OURS))
                .toList();
        assertThat(ours).hasSize(11);
        for (StepDescriptor descriptor : ours) {
            DescribableModel<? extends Step> model = DescribableModel.of(descriptor.clazz);
            Map<String, Object> required = new TreeMap<>();
            Map<String, Object> all = new TreeMap<>();
            for (DescribableParameter parameter : model.getParameters()) {
                Object value = another(parameter);
                all.put(parameter.getName(), value);
                if (parameter.isRequired()) {
                    required.put(parameter.getName(), value);
                }
            }

            assertThat(argumentsOf(model.instantiate(all, null)))
                    .as(descriptor.getFunctionName())
                    .containsAllEntriesOf(withoutBooleans(all));
            assertThat(argumentsOf(model.instantiate(required, null)))
                    .as(descriptor.getFunctionName())
                    .isEqualTo(required);
        }
    }

    private static Map<String, Object> argumentsOf(Step step) {
        return new TreeMap<>(DescribableModel.uninstantiate2_(step).getArguments());
    }

    /** Of a boolean one of the two values is the default, and is left out. */
    private static Map<String, Object> withoutBooleans(Map<String, Object> all) {
        Map<String, Object> others = new TreeMap<>(all);
        others.values().removeIf(Boolean.class::isInstance);
        return others;
    }

    private static Object another(DescribableParameter parameter) {
        Class<?> type = parameter.getErasedType();
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class) {
            return 7;
        }
        if (Map.class.isAssignableFrom(type)) {
            return Map.of("NAME", "it's $x");
        }
        return List.class.isAssignableFrom(type) ? List.of("/a:/b", "c") : "x1";
    }
}
