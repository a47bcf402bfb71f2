package io.jenkins.plugins.promotionchain.rehearsal.run;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Makes a step out of the arguments in a Jenkinsfile, by its data-bound constructor and setters. */
final class StepFactory {

    private StepFactory() {}

    /**
     * @param arguments by name; a single argument without a name is under the empty name
     * @throws StepFailed for an unknown, missing or unfitting argument; the message names the step's parameters
     */
    static Step create(StepDescriptor descriptor, Map<String, Object> arguments) throws StepFailed {
        String name = descriptor.getFunctionName();
        Constructor<?> constructor = constructor(descriptor.clazz);
        Map<String, Object> left = named(name, constructor, arguments);
        try {
            Object[] values = new Object[constructor.getParameterCount()];
            for (int i = 0; i < values.length; i++) {
                Parameter parameter = constructor.getParameters()[i];
                if (!left.containsKey(parameter.getName())) {
                    throw new StepFailed(name + " needs " + parameter.getName() + ": …");
                }
                values[i] = Coercion.to(
                        parameter.getParameterizedType(), left.remove(parameter.getName()), name, parameter.getName());
            }
            Step step = (Step) constructor.newInstance(values);
            Map<String, Method> setters = setters(descriptor.clazz);
            for (Map.Entry<String, Object> each : left.entrySet()) {
                set(step, name, setters, constructor, each);
            }
            return step;
        } catch (InvocationTargetException e) {
            throw new StepFailed(name + ": " + e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new StepFailed(name + " cannot be made: " + e.getMessage(), e);
        }
    }

    private static void set(
            Step step,
            String name,
            Map<String, Method> setters,
            Constructor<?> constructor,
            Map.Entry<String, Object> each)
            throws StepFailed, ReflectiveOperationException {
        Method setter = setters.get(each.getKey());
        if (setter == null) {
            throw new StepFailed(name + " has no parameter " + each.getKey() + "; it has "
                    + String.join(", ", parameters(constructor, setters)));
        }
        setter.invoke(step, Coercion.to(setter.getGenericParameterTypes()[0], each.getValue(), name, each.getKey()));
    }

    private static Map<String, Object> named(String step, Constructor<?> constructor, Map<String, Object> arguments)
            throws StepFailed {
        Map<String, Object> named = new LinkedHashMap<>(arguments);
        if (named.containsKey("")) {
            if (constructor.getParameterCount() != 1) {
                throw new StepFailed(step + " takes its arguments by name");
            }
            named.put(constructor.getParameters()[0].getName(), named.remove(""));
        }
        return named;
    }

    private static Constructor<?> constructor(Class<?> type) throws StepFailed {
        return Arrays.stream(type.getConstructors())
                .filter(each -> each.isAnnotationPresent(DataBoundConstructor.class))
                .findFirst()
                .orElseThrow(() -> new StepFailed(type.getName() + " has no data-bound constructor"));
    }

    private static Map<String, Method> setters(Class<?> type) {
        Map<String, Method> setters = new TreeMap<>();
        for (Method method : type.getMethods()) {
            String name = method.getName();
            if (method.isAnnotationPresent(DataBoundSetter.class) && name.startsWith("set")) {
                setters.put(Character.toLowerCase(name.charAt(3)) + name.substring(4), method);
            }
        }
        return setters;
    }

    private static List<String> parameters(Constructor<?> constructor, Map<String, Method> setters) {
        return java.util.stream.Stream.concat(
                        Arrays.stream(constructor.getParameters()).map(Parameter::getName), setters.keySet().stream())
                .toList();
    }
}
