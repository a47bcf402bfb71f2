package io.jenkins.plugins.promotionchain.engine.transaction;

import io.jenkins.plugins.promotionchain.engine.log.Log;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the log of a transaction: events, each a line that begins with the transaction's token, and the words of the
 * programs that it runs. All that is known about a transaction is in its log, so that one who comes later knows the same.
 */
final class TransactionLog {

    /** A gate at which the transaction waits. */
    record Gate(int number, String name) {}

    /** Is told when a phase begins. */
    @FunctionalInterface
    interface Phases {
        void begin(String phase);
    }

    private final String prefix;
    private final Log words;
    private final Phases phases;
    private final Map<String, List<String>> values = new HashMap<>();
    private String unfinished = "";
    private Optional<Gate> open = Optional.empty();

    TransactionLog(String token, Log words, Phases phases) {
        this.prefix = token + " ";
        this.words = words;
        this.phases = phases;
    }

    /** @param text what follows on what was read before; may end in the middle of a line */
    void read(String text) {
        String all = unfinished + text;
        int end = all.lastIndexOf('\n') + 1;
        unfinished = all.substring(end);
        all.substring(0, end).lines().forEach(this::line);
    }

    /** Nothing will follow: what was killed may have left a line without an end. */
    void end() {
        if (!unfinished.isEmpty()) {
            line(unfinished);
            unfinished = "";
        }
    }

    /** Where it waits now. */
    Optional<Gate> gate() {
        return open;
    }

    Told told() {
        Map<String, List<String>> copy = new HashMap<>();
        values.forEach((name, all) -> copy.put(name, List.copyOf(all)));
        return new Told(copy);
    }

    private void line(String line) {
        int at = line.lastIndexOf(prefix);
        if (at < 0) {
            words.line(line);
            return;
        }
        if (at > 0) {
            // a program ended without a line feed, or a full disk took only a part of an event
            words.line(line.substring(0, at));
        }
        String[] event = line.substring(at + prefix.length()).split(" ", 3);
        switch (event[0]) {
            case "phase" -> phases.begin(event[1]);
            case "gate" -> open = Optional.of(new Gate(Integer.parseInt(event[1]), event[2]));
            case "answered", "end" -> open = Optional.empty();
            case "value" ->
                values.computeIfAbsent(event[1], any -> new ArrayList<>()).add(event.length > 2 ? event[2] : "");
            default -> throw new IllegalStateException("No transaction writes the event " + event[0]);
        }
    }
}
