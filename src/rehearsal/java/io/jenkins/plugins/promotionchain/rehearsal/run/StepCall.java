package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.Closure;
import groovy.lang.GString;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The call of a step as it stands in the Jenkinsfile.
 *
 * @param arguments by name; a single one without a name is under {@link #UNNAMED}. No value is or holds a GString.
 */
record StepCall(String name, Map<String, Object> arguments, Optional<Closure<?>> block) {

    static final String UNNAMED = "";

    /** @throws StepFailed for an argument without a name beside others, and for two blocks */
    static StepCall of(String name, Object[] given) throws StepFailed {
        Map<String, Object> arguments = new LinkedHashMap<>();
        Optional<Closure<?>> block = Optional.empty();
        for (Object each : given) {
            if (each instanceof Closure<?> closure) {
                if (block.isPresent()) {
                    throw new StepFailed(name + " takes one block { }");
                }
                block = Optional.of(closure);
            } else if (each instanceof Map<?, ?> map) {
                map.forEach((key, value) -> arguments.put(String.valueOf(key), plain(value)));
            } else if (arguments.containsKey(UNNAMED)) {
                throw new StepFailed(name + " takes its arguments by name");
            } else {
                arguments.put(UNNAMED, plain(each));
            }
        }
        if (arguments.containsKey(UNNAMED) && arguments.size() > 1) {
            throw new StepFailed(name + " takes its arguments by name");
        }
        return new StepCall(name, arguments, block);
    }

    /** As Jenkins does before a step sees its arguments. */
    private static Object plain(Object value) {
        if (value instanceof GString text) {
            return text.toString();
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(each -> plain.add(plain(each)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, each) -> plain.put(plain(key), plain(each)));
            return plain;
        }
        return value;
    }

    /**
     * The same call with every argument under its name.
     *
     * @param parameters of the step; an argument without a name is the first of them
     * @throws StepFailed for an argument that is none of them
     */
    StepCall named(List<String> parameters) throws StepFailed {
        Map<String, Object> named = new LinkedHashMap<>();
        for (Map.Entry<String, Object> each : arguments.entrySet()) {
            boolean first = each.getKey().equals(UNNAMED) && !parameters.isEmpty();
            String key = first ? parameters.get(0) : each.getKey();
            if (!parameters.contains(key)) {
                throw new StepFailed(
                        parameters.isEmpty()
                                ? name + " takes no arguments"
                                : name + " has no parameter " + key + "; it has " + String.join(", ", parameters));
            }
            named.put(key, each.getValue());
        }
        return new StepCall(name, named, block);
    }

    Object value(String key) throws StepFailed {
        Object value = arguments.get(key);
        if (value == null) {
            throw new StepFailed(name + " needs " + key + ": …");
        }
        return value;
    }

    String text(String key) throws StepFailed {
        if (value(key) instanceof String text) {
            return text;
        }
        throw unfit(key, "a text");
    }

    String text(String key, String otherwise) throws StepFailed {
        return arguments.get(key) == null ? otherwise : text(key);
    }

    long number(String key) throws StepFailed {
        if (value(key) instanceof Number number) {
            return number.longValue();
        }
        throw unfit(key, "a number");
    }

    List<?> list(String key) throws StepFailed {
        if (value(key) instanceof List<?> list) {
            return list;
        }
        throw unfit(key, "a list");
    }

    /** False when it is not there. */
    boolean flag(String key) throws StepFailed {
        Object value = arguments.get(key);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw unfit(key, "true or false");
    }

    void refuseBlock() throws StepFailed {
        if (block.isPresent()) {
            throw new StepFailed(name + " takes no block { }");
        }
    }

    Closure<?> needBlock() throws StepFailed {
        return block.orElseThrow(() -> new StepFailed(name + " needs a block { }"));
    }

    private StepFailed unfit(String key, String wanted) {
        return new StepFailed(name + ": parameter " + key + " takes " + wanted + ", not "
                + arguments.get(key).getClass().getSimpleName());
    }
}
