package io.jenkins.plugins.promotionchain.engine.migrate;

import io.jenkins.plugins.promotionchain.engine.deploy.DockerFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Sorts what a migration prints by its steps; keeps the last 1 Mi characters of each. */
final class MigrationOutput {

    private static final int MOST = 1 << 20;

    private final Log log;
    private final Map<MigrationStep, StringBuilder> bySteps = new EnumMap<>(MigrationStep.class);
    private Optional<MigrationStep> current = Optional.empty();

    MigrationOutput(Log log) {
        this.log = log;
    }

    void phase(String word) {
        current = Arrays.stream(MigrationStep.values())
                .filter(step -> step.word().equals(word))
                .findFirst();
        current.ifPresent(step -> log.line("[" + word + "] " + step.words()));
    }

    /** A line as it came; docker may quote an environment file in it. */
    void line(String raw) {
        String line = DockerFailure.withoutQuotedEnvironment(raw);
        log.line("  " + line);
        current.ifPresent(step -> {
            StringBuilder text = bySteps.computeIfAbsent(step, any -> new StringBuilder());
            text.append(line).append('\n');
            if (text.length() > MOST) {
                text.delete(0, text.indexOf("\n", text.length() - MOST) + 1);
            }
        });
    }

    /** The step that began last. */
    MigrationStep step() {
        return current.orElse(MigrationStep.MIGRATE);
    }

    String of(MigrationStep step) {
        return Optional.ofNullable(bySteps.get(step))
                .map(StringBuilder::toString)
                .orElse("");
    }

    String ofMigration() {
        return of(MigrationStep.MIGRATE);
    }
}
