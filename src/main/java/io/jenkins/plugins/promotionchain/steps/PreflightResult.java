package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a Jenkinsfile gets of a look ahead. */
final class PreflightResult {

    private PreflightResult() {}

    /** @param reports at least one, all of one environment */
    static Map<String, Object> of(List<PreflightReport> reports, UnaryOperator<String> mask) {
        List<Map<String, Object>> checks = new ArrayList<>();
        Duration took = Duration.ZERO;
        for (PreflightReport report : reports) {
            report.checks()
                    .forEach(check ->
                            checks.add(entry(report.target().component().value(), check, mask)));
            took = took.plus(report.took());
        }
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("ok", reports.stream().allMatch(PreflightReport::passed));
        result.put("environment", reports.get(0).target().environment().value());
        result.put("checks", checks);
        result.put("seconds", took.toSeconds());
        return result;
    }

    private static Map<String, Object> entry(String component, PreflightCheck check, UnaryOperator<String> mask) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("component", component);
        entry.put("check", check.kind().toString());
        entry.put("result", check.result().name());
        entry.put("found", mask.apply(check.found()));
        entry.put("fix", mask.apply(check.fix()));
        return entry;
    }
}
