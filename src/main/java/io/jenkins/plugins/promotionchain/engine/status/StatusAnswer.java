package io.jenkins.plugins.promotionchain.engine.status;

import io.jenkins.plugins.promotionchain.engine.docker.ContainerInspection;
import io.jenkins.plugins.promotionchain.engine.status.StatusFacts.ConfigurationFile;
import io.jenkins.plugins.promotionchain.engine.status.StatusFacts.Found;
import io.jenkins.plugins.promotionchain.engine.status.StatusFacts.UnreadFile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.json.JSONArray;
import org.json.JSONException;

/** Reads what {@code status.sh} prints. */
final class StatusAnswer {

    private final Map<String, List<String>> values = new HashMap<>();

    private StatusAnswer(String output) {
        output.lines().filter(line -> line.startsWith(StatusScript.TOKEN + " ")).forEach(line -> {
            String rest = line.substring(StatusScript.TOKEN.length() + 1);
            int space = rest.indexOf(' ');
            if (space > 0) {
                values.computeIfAbsent(rest.substring(0, space), key -> new ArrayList<>())
                        .add(rest.substring(space + 1));
            }
        });
    }

    /** @throws IllegalArgumentException when it is not the whole answer */
    static StatusFacts parse(String output) {
        StatusAnswer answer = new StatusAnswer(output);
        try {
            return answer.facts();
        } catch (JSONException | ArithmeticException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private StatusFacts facts() {
        if (first("end").isEmpty()) {
            throw new IllegalArgumentException("the end of the answer is missing");
        }
        return new StatusFacts(
                seconds(first("now").orElse("")),
                first("container").map(this::found),
                first("candidate"),
                first("lock"),
                all("also"),
                first("environment").map(StatusAnswer::file),
                first("absent")
                        .map(path -> new UnreadFile(path, UnreadFile.Reason.ABSENT))
                        .or(() -> first("closed").map(path -> new UnreadFile(path, UnreadFile.Reason.CLOSED))),
                all("mounted").stream().map(StatusAnswer::file).toList());
    }

    private Found found(String json) {
        List<String> digests = new ArrayList<>();
        new JSONArray(first("digests").filter(text -> !text.equals("null")).orElse("[]"))
                .forEach(name ->
                        digests.add(name.toString().substring(name.toString().indexOf('@') + 1)));
        return new Found(ContainerInspection.parse("[" + json + "]"), digests);
    }

    private static ConfigurationFile file(String line) {
        int space = line.indexOf(' ');
        return new ConfigurationFile(line.substring(space + 1), seconds(line.substring(0, Math.max(0, space))));
    }

    private static Instant seconds(String text) {
        return Instant.ofEpochSecond(Long.parseLong(text));
    }

    private Optional<String> first(String key) {
        return all(key).stream().findFirst();
    }

    private List<String> all(String key) {
        return values.getOrDefault(key, List.of());
    }
}
