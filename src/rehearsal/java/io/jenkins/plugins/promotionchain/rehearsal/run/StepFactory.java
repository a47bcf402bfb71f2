package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.StepSignature;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Makes a step out of the arguments in a Jenkinsfile, by its data-bound constructor and setters. */
final class StepFactory {

    private final String step;
    private final Constructor<?> constructor;
    private final SortedMap<String, Method> setters = new TreeMap<>();

    private StepFactory(StepDescriptor descriptor) throws StepFailed {
        this.step = descriptor.getFunctionName();
        this.constructor = Arrays.stream(descriptor.clazz.getConstructors())
                .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new StepFailed(descriptor.clazz.getName() + " has no data-bound constructor"));
        for (Method method : descriptor.clazz.getMethods()) {
            String name = method.getName();
            if (method.isAnnotationPresent(DataBoundSetter.class) && name.startsWith("set")) {
                setters.put(Character.toLowerCase(name.charAt(3)) + name.substring(4), method);
            }
        }
    }

    /** @throws StepFailed for an unknown, missing or unfitting argument; the message names the step's parameters */
    static Step create(StepDescriptor descriptor, StepCall call) throws StepFailed {
        return new StepFactory(descriptor).create(call);
    }

    /** How the step is called. */
    static StepSignature signature(StepDescriptor descriptor) throws StepFailed {
        StepFactory factory = new StepFactory(descriptor);
        return new StepSignature(factory.step, factory.parameters(), factory.unnamed(), StepSignature.Block.NONE);
    }

    private StepSignature.Unnamed unnamed() {
        return constructor.getParameterCount() == 1 ? StepSignature.Unnamed.ONE : StepSignature.Unnamed.NONE;
    }

    private Step create(StepCall call) throws StepFailed {
        if (call.arguments().containsKey(StepCall.UNNAMED) && unnamed() == StepSignature.Unnamed.NONE) {
            throw new StepFailed(step + " takes its arguments by name; it has " + String.join(", ", parameters()));
        }
        Map<String, Object> left = new LinkedHashMap<>(call.named(parameters()).arguments());
        try {
            Step made = (Step) constructor.newInstance(required(left));
            for (Map.Entry<String, Object> each : left.entrySet()) {
                Method setter = setters.get(each.getKey());
                setter.invoke(
                        made, Coercion.to(setter.getGenericParameterTypes()[0], each.getValue(), step, each.getKey()));
            }
            return made;
        } catch (InvocationTargetException e) {
            throw new StepFailed(step + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new StepFailed(step + " cannot be made: " + e.getMessage(), e);
        }
    }

    /** Takes the constructor's arguments out of those given. */
    private Object[] required(Map<String, Object> given) throws StepFailed {
        List<Object> values = new ArrayList<>();
        for (Parameter parameter : constructor.getParameters()) {
            String name = parameter.getName();
            if (!given.containsKey(name)) {
                throw new StepFailed(step + " needs " + name + ": …");
            }
            values.add(Coercion.to(parameter.getParameterizedType(), given.remove(name), step, name));
        }
        return values.toArray();
    }

    /** Those of the constructor first. */
    private List<String> parameters() {
        List<String> all = new ArrayList<>(Arrays.stream(constructor.getParameters())
                .map(Parameter::getName)
                .toList());
        all.addAll(setters.keySet());
        return all;
    }
}
