package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.EnvVars;
import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.json.JSONObject;

/** What earlier rehearsals did: one JSON object a line in a file of the state directory. */
public final class History {

    private static final String OUTCOME = "outcome";

    private final Path directory;
    private final Path file;

    public History(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("history.jsonl");
    }

    /** The number after that of the last build on any branch; 1 for the first. */
    public int nextBuildNumber() {
        return entries().stream().mapToInt(each -> each.getInt("build")).max().orElse(0) + 1;
    }

    Optional<Outcome> lastOutcome(String branch) {
        return entries().stream()
                .filter(each -> each.has(OUTCOME) && each.getString("branch").equals(branch))
                .reduce((first, second) -> second)
                .map(each -> Outcome.valueOf(each.getString(OUTCOME)));
    }

    void stepEnded(RehearsalRun build, EnvVars variables, String step, Object result) {
        JSONObject entry = new JSONObject()
                .put("build", build.getNumber())
                .put("branch", variables.get("BRANCH_NAME", ""))
                .put("step", step);
        if (result instanceof Map<?, ?> map) {
            entry.put("result", new JSONObject(map));
        }
        append(entry);
    }

    void buildEnded(RehearsalRun build, String branch, Outcome outcome) {
        append(new JSONObject()
                .put("build", build.getNumber())
                .put("branch", branch)
                .put(OUTCOME, outcome.name()));
    }

    /** Everything, oldest first. */
    public List<JSONObject> entries() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream().map(JSONObject::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The history " + file + " cannot be read", e);
        }
    }

    private synchronized void append(JSONObject entry) {
        try {
            Files.createDirectories(directory);
            Files.writeString(
                    file, entry + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("The history " + file + " cannot be written", e);
        }
    }
}
