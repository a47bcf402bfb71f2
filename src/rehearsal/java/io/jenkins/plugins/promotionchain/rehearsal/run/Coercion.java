package io.jenkins.plugins.promotionchain.rehearsal.run;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what Groovy gives into what a step's parameter takes, as Jenkins does for the same types. */
final class Coercion {

    private Coercion() {}

    /** @throws StepFailed when the value does not fit; the message names step and parameter */
    static Object to(Type type, Object value, String step, String parameter) throws StepFailed {
        if (value == null) {
            return null;
        }
        if (type instanceof ParameterizedType generic) {
            return toCollection(generic, value, step, parameter);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == String.class && (value instanceof CharSequence || value instanceof Number)) {
            return value.toString();
        }
        if ((wanted == boolean.class || wanted == Boolean.class) && value instanceof Boolean) {
            return value;
        }
        if ((wanted == int.class || wanted == Integer.class) && value instanceof Number number) {
            return number.intValue();
        }
        if ((wanted == long.class || wanted == Long.class) && value instanceof Number number) {
            return number.longValue();
        }
        if (wanted.isEnum() && value instanceof CharSequence) {
            return Arrays.stream(wanted.getEnumConstants())
                    .filter(each -> ((Enum<?>) each).name().equals(value.toString()))
                    .findFirst()
                    .orElseThrow(() -> unfit(value, step, parameter, List.of(wanted.getEnumConstants())));
        }
        if (wanted.isInstance(value)) {
            return value;
        }
        throw unfit(value, step, parameter, wanted.getSimpleName());
    }

    private static Object toCollection(ParameterizedType type, Object value, String step, String parameter)
            throws StepFailed {
        Type[] inner = type.getActualTypeArguments();
        if (type.getRawType() == List.class && value instanceof List<?> list) {
            Object[] items = list.toArray();
            for (int i = 0; i < items.length; i++) {
                items[i] = to(inner[0], items[i], step, parameter);
            }
            return Arrays.asList(items);
        }
        if (type.getRawType() == Map.class && value instanceof Map<?, ?> map) {
            Map<Object, Object> items = new LinkedHashMap<>();
            for (Map.Entry<?, ?> each : map.entrySet()) {
                items.put(String.valueOf(each.getKey()), to(inner[1], each.getValue(), step, parameter));
            }
            return items;
        }
        throw unfit(value, step, parameter, type.getRawType() == List.class ? "list" : "map");
    }

    private static StepFailed unfit(Object value, String step, String parameter, Object wanted) {
        return new StepFailed(step + ": parameter " + parameter + " takes a " + wanted + ", not "
                + value.getClass().getSimpleName());
    }
}
