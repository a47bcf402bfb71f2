package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code preflight.sh} told. Lines that it did not write, for example those of a shell profile, do no harm. */
final class ServerFacts {

    private static final Pattern LINE = Pattern.compile("([a-z0-9][A-Za-z0-9._-]*)=(.*)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Map<String, List<String>> lines = new HashMap<>();

    private ServerFacts() {}

    static ServerFacts parse(String output) {
        ServerFacts facts = new ServerFacts();
        output.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                facts.lines
                        .computeIfAbsent(matcher.group(1), name -> new ArrayList<>())
                        .add(matcher.group(2).replaceAll("\\p{Cntrl}", " ").strip());
            }
        });
        return facts;
    }

    /** All lines of a text; none where nothing was told. */
    List<String> all(String name) {
        return List.copyOf(lines.getOrDefault(name, List.of()));
    }

    /** The last line that says something. */
    Optional<String> text(String name) {
        return all(name).stream().filter(line -> !line.isEmpty()).reduce((before, last) -> last);
    }

    Optional<Long> number(String name) {
        return text(name).filter(NUMBER.asMatchPredicate()).map(Long::valueOf);
    }

    boolean yes(String name) {
        return text(name).equals(Optional.of("yes"));
    }

    /** How a command of the script ended, and all that it said; none where it was not run. */
    Optional<CommandResult> command(String name) {
        String said = String.join("\n", all(name));
        return number(name + "-status")
                .map(status -> new CommandResult(status.intValue(), status == 0 ? said : "", status == 0 ? "" : said));
    }

    /** Whether the script came to its end. */
    boolean complete() {
        return yes("end");
    }
}
