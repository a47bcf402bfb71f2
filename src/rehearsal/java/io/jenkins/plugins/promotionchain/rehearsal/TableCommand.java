package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.rehearsal.run.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.json.JSONObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what the rehearsals so far have put where. */
@Command(name = "table", description = "Prints what runs where, and which build put it there.")
final class TableCommand implements Callable<Integer> {

    private static final List<String> HEAD = List.of("environment", "component", "digest", "build", "image", "health");

    @Option(names = "--state", required = true, description = "the directory given to run")
    private Path state;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        rows.addAll(rows(new History(state).entries()).values());
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(("%-" + (width(rows, column) + 2) + "s").formatted(row.get(column)));
            }
            spec.commandLine().getOut().println(line.toString().stripTrailing());
        }
        return 0;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    /** The last deployment of each component in each environment. */
    private static Map<String, List<String>> rows(List<JSONObject> entries) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Map<String, String> built = new LinkedHashMap<>();
        for (JSONObject entry : entries) {
            JSONObject result = entry.optJSONObject("result");
            if (result == null) {
                continue;
            }
            String build = "#" + entry.getInt("build");
            if (result.has("built")) {
                built.put(build + result.getString("component"), result.getBoolean("built") ? "built now" : "reused");
            } else if (result.has("healthStatus")) {
                String component = result.getString("component");
                String environment = result.getString("environment");
                rows.put(
                        environment + " " + component,
                        List.of(
                                environment,
                                component,
                                result.getString("digest").substring(0, 19),
                                build + " " + entry.getString("branch"),
                                built.getOrDefault(build + component, "given"),
                                Long.toString(result.getLong("healthStatus"))));
            }
        }
        return rows;
    }
}
