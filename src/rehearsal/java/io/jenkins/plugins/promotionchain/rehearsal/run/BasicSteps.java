package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.FilePath;
import hudson.Launcher;
import hudson.Proc;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** The few steps of Jenkins itself that a Jenkinsfile around the plugin's steps commonly uses. */
final class BasicSteps {

    static final List<String> NAMES = List.of(
            "checkout",
            "dir",
            "echo",
            "error",
            "fileExists",
            "isUnix",
            "pwd",
            "readFile",
            "retry",
            "script",
            "sh",
            "sleep",
            "timeout",
            "unstable",
            "withEnv",
            "writeFile");

    private final BuildResult result;

    BasicSteps(BuildResult result) {
        this.result = result;
    }

    Object call(Steps steps, Steps.Call call) throws StepFailed, InterruptedException {
        Scope scope = steps.scope();
        try {
            return switch (call.name()) {
                case "echo" -> say(scope, call.text("message"));
                case "error" -> throw new StepFailed(call.text("message"));
                case "unstable" -> unstable(scope, call.text("message"));
                case "sh" -> shell(scope, call);
                case "sleep" -> pause(call);
                case "script" -> steps.within(scope, call.needBlock());
                case "checkout" -> say(scope, "the workspace is checked out already: " + scope.directory());
                case "isUnix" -> true;
                case "pwd" -> scope.directory().getRemote();
                case "withEnv" -> steps.within(scope.with(assignments(call)), call.needBlock());
                case "dir" -> directory(steps, call);
                case "timeout" -> Deadline.within(duration(call), () -> steps.within(scope, call.needBlock()));
                case "retry" -> retry(steps, call);
                case "readFile" -> scope.directory().child(call.text("file")).readToString();
                case "fileExists" -> scope.directory().child(call.text("file")).exists();
                case "writeFile" -> write(scope, call);
                default -> throw unknown(call.name());
            };
        } catch (IOException e) {
            throw new StepFailed(call.name() + ": " + e.getMessage(), e);
        }
    }

    private static StepFailed unknown(String name) {
        List<String> own = StepDescriptor.all().stream()
                .map(StepDescriptor::getFunctionName)
                .sorted()
                .toList();
        return new StepFailed("The rehearsal knows no step '" + name + "'; it knows " + String.join(", ", own) + " and "
                + String.join(", ", NAMES));
    }

    private static Object say(Scope scope, String text) {
        scope.say(text);
        return null;
    }

    private Object unstable(Scope scope, String message) {
        result.unstable();
        return say(scope, "WARNING: " + message);
    }

    private static Object pause(Steps.Call call) throws StepFailed, InterruptedException {
        long time = ((Number) call.value("time")).longValue();
        String unit = String.valueOf(call.arguments().getOrDefault("unit", "SECONDS"));
        Thread.sleep(Duration.of(time, ChronoUnit.valueOf(unit.toUpperCase(Locale.ROOT)))
                .toMillis());
        return null;
    }

    private static Object directory(Steps steps, Steps.Call call) throws StepFailed, IOException, InterruptedException {
        FilePath directory = steps.scope().directory().child(call.text("path"));
        directory.mkdirs();
        return steps.within(steps.scope().in(directory), call.needBlock());
    }

    private static Object write(Scope scope, Steps.Call call) throws StepFailed, IOException, InterruptedException {
        scope.directory().child(call.text("file")).write(call.text("text"), "UTF-8");
        return null;
    }

    private static Map<String, String> assignments(Steps.Call call) throws StepFailed {
        Map<String, String> all = new LinkedHashMap<>();
        for (Object each : (List<?>) call.value("overrides")) {
            String[] parts = each.toString().split("=", 2);
            all.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return all;
    }

    private static Duration duration(Steps.Call call) throws StepFailed {
        String unit = String.valueOf(call.arguments().getOrDefault("unit", "MINUTES"));
        return Duration.of(
                ((Number) call.value("time")).longValue(), ChronoUnit.valueOf(unit.toUpperCase(Locale.ROOT)));
    }

    private static Object retry(Steps steps, Steps.Call call) throws StepFailed {
        int left = ((Number) call.value("count")).intValue();
        while (true) {
            try {
                return steps.within(steps.scope(), call.needBlock());
            } catch (Steps.PassingThrough e) {
                left--;
                if (left <= 0 || e.getCause() instanceof InterruptedException) {
                    throw e;
                }
                steps.scope().say("ERROR: " + e.getMessage());
                steps.scope().say("Retrying");
            }
        }
    }

    private static Object shell(Scope scope, Steps.Call call) throws StepFailed, IOException, InterruptedException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        OutputStream out = call.flag("returnStdout") ? kept : scope.listener().getLogger();
        Proc process = new Launcher.LocalLauncher(scope.listener())
                .launch()
                .cmds("sh", "-xec", call.text("script"))
                .envs(scope.environment())
                .pwd(scope.directory())
                .stdout(out)
                .stderr(scope.listener().getLogger())
                .start();
        int status;
        try {
            status = process.join();
        } catch (InterruptedException aborted) {
            process.kill();
            throw aborted;
        }
        if (call.flag("returnStatus")) {
            return status;
        }
        if (status != 0) {
            throw new StepFailed("script returned exit code " + status);
        }
        return call.flag("returnStdout") ? kept.toString(StandardCharsets.UTF_8) : null;
    }
}
