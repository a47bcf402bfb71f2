package io.jenkins.plugins.promotionchain.engine.frontend;

import java.util.Map;
import java.util.TreeMap;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptableObject;

/** Loads a script as a browser would, with a {@code window}, in Rhino. */
public final class JavaScriptEngine {

    private JavaScriptEngine() {}

    /** The text that an expression gives. */
    static String evaluate(String expression) {
        try (Context context = Context.enter()) {
            context.setLanguageVersion(Context.VERSION_ES6);
            return Context.toString(
                    context.evaluateString(context.initStandardObjects(), expression, "expression", 1, null));
        }
    }

    /** The own properties of {@code window.<variable>} after the script ran. */
    public static Map<String, String> load(String script, String variable) {
        try (Context context = Context.enter()) {
            context.setLanguageVersion(Context.VERSION_ES6);
            ScriptableObject scope = context.initStandardObjects();
            context.evaluateString(scope, "var window = this;", "window", 1, null);
            context.evaluateString(scope, script, "env-config.js", 1, null);
            ScriptableObject object = (ScriptableObject) ScriptableObject.getProperty(scope, variable);
            Map<String, String> values = new TreeMap<>();
            for (Object id : object.getAllIds()) {
                Object value =
                        id instanceof Integer index ? object.get(index, object) : object.get((String) id, object);
                values.put(id.toString(), Context.toString(value));
            }
            return values;
        }
    }
}
