package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.diagnose.Diagnosis;
import io.jenkins.plugins.promotionchain.engine.diagnose.Urgency;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What {@code diagnose} has found.
 *
 * @param diagnoses the likeliest first; none: all is well as far as one can see
 * @param lastLines of containers that do not answer; for the log only
 */
record DiagnoseResult(
        String environment, List<Diagnosis> diagnoses, List<String> evidence, List<String> lastLines, Duration took) {

    DiagnoseResult {
        diagnoses = List.copyOf(diagnoses);
        evidence = List.copyOf(evidence);
        lastLines = List.copyOf(lastLines);
    }

    /** The likely cause first, and once more at the end, which is what a console shows first. */
    void show(Log log) {
        if (diagnoses.isEmpty()) {
            log.line("Diagnosis of " + environment + ": nothing is wrong that could be seen from here");
        } else {
            tell(log, "Diagnosis of " + environment + ": ", diagnoses.get(0));
            for (Diagnosis other : diagnoses.subList(1, diagnoses.size())) {
                tell(log, before(other), other);
            }
        }
        log.line("What was seen:");
        evidence.forEach(line -> log.line("  - " + line));
        lastLines.forEach(log::line);
        if (!diagnoses.isEmpty()) {
            tell(log, "Diagnosis of " + environment + ", once more: ", diagnoses.get(0));
        }
    }

    /** Whether visitors are served, and the next deployment will find what it needs, as far as could be seen. */
    private boolean healthy() {
        return diagnoses.stream().allMatch(each -> each.problem().urgency() == Urgency.PAST);
    }

    /** Of one more that visitors suffer from now, only one need be the cause. */
    private static String before(Diagnosis other) {
        return switch (other.problem().urgency()) {
            case NOW -> "Also possible: ";
            case NOT_KNOWN -> "Not known: ";
            case NEXT -> "What will fail next: ";
            case PAST -> "What was before: ";
        };
    }

    private static void tell(Log log, String before, Diagnosis diagnosis) {
        log.line(before + diagnosis.component() + ", " + diagnosis.problem());
        log.line("  Likely cause: " + diagnosis.cause() + ".");
        log.line("  What to do:   " + diagnosis.fix() + ".");
    }

    Map<String, Object> map(UnaryOperator<String> mask) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("environment", environment);
        map.put("healthy", healthy());
        map.put("component", first(diagnosis -> diagnosis.component().value()));
        map.put("problem", first(diagnosis -> diagnosis.problem().toString()));
        map.put("cause", mask.apply(first(Diagnosis::cause)));
        map.put("fix", mask.apply(first(Diagnosis::fix)));
        map.put("evidence", FormText.list(evidence.stream().map(mask).toList()));
        List<Map<String, Object>> others = new ArrayList<>();
        for (Diagnosis diagnosis : diagnoses) {
            Map<String, Object> each = new LinkedHashMap<>();
            each.put("component", diagnosis.component().value());
            each.put("problem", diagnosis.problem().toString());
            each.put("cause", mask.apply(diagnosis.cause()));
            each.put("fix", mask.apply(diagnosis.fix()));
            others.add(each);
        }
        map.put("causes", others);
        map.put("seconds", took.toSeconds());
        return map;
    }

    private String first(Function<Diagnosis, String> part) {
        return diagnoses.isEmpty() ? "" : part.apply(diagnoses.get(0));
    }
}
