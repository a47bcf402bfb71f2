package io.jenkins.plugins.promotionchain.rehearsal.run;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;

/**
 * Turns what Groovy gives into what a step's parameter takes, by the rules of {@code DescribableModel.coerce} in the
 * structs plugin: a number is no text, and what is in a list or a map is left as it is.
 */
final class Coercion {

    private Coercion() {}

    /** @throws StepFailed when the value does not fit; the message names step and parameter */
    static Object to(Type type, Object value, String step, String parameter) throws StepFailed {
        Class<?> wanted = (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        if (value == null || wanted.isInstance(value)) {
            return value;
        }
        if (wanted == boolean.class || wanted == Boolean.class) {
            return toBoolean(value, step, parameter);
        }
        if (wanted == int.class || wanted == Integer.class || wanted == long.class || wanted == Long.class) {
            return toNumber(wanted, value, step, parameter);
        }
        if (wanted.isEnum() && value instanceof String) {
            return Arrays.stream(wanted.getEnumConstants())
                    .filter(each -> ((Enum<?>) each).name().equals(value))
                    .findFirst()
                    .orElseThrow(() -> unfit(value, step, parameter, "one of " + List.of(wanted.getEnumConstants())));
        }
        throw unfit(value, step, parameter, "a " + wanted.getSimpleName());
    }

    private static Object toBoolean(Object value, String step, String parameter) throws StepFailed {
        if (value instanceof Boolean) {
            return value;
        }
        if (value instanceof String text) {
            return Boolean.valueOf(text);
        }
        throw unfit(value, step, parameter, "true or false");
    }

    private static Object toNumber(Class<?> wanted, Object value, String step, String parameter) throws StepFailed {
        boolean whole = wanted == int.class || wanted == Integer.class;
        if (value instanceof Number number) {
            return whole ? (Object) number.intValue() : (Object) number.longValue();
        }
        try {
            return whole ? (Object) Integer.valueOf((String) value) : (Object) Long.valueOf((String) value);
        } catch (ClassCastException | NumberFormatException e) {
            throw unfit(value, step, parameter, "a number");
        }
    }

    private static StepFailed unfit(Object value, String step, String parameter, String wanted) {
        return new StepFailed(step + ": parameter " + parameter + " takes " + wanted + ", not "
                + value.getClass().getSimpleName());
    }
}
