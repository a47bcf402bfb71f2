package io.jenkins.plugins.promotionchain.ledger;

import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What runs where at the end of a segment, so that an open ledger need not read what is older: the last healthy deployment
 * to each place, as lines of a ledger, and a last line that says how many those are.
 */
final class Standings {

    static final String SUFFIX = ".current";

    private final Map<DeploymentTarget, Deployed> current;

    Standings() {
        this(Map.of());
    }

    private Standings(Map<DeploymentTarget, Deployed> current) {
        this.current = new HashMap<>(current);
    }

    void add(LedgerEntry entry) {
        if (entry instanceof Deployed deployed && deployed.outcome() == Deployed.Outcome.HEALTHY) {
            current.put(deployed.target(), deployed);
        }
    }

    Map<DeploymentTarget, Deployed> all() {
        return Map.copyOf(current);
    }

    void write(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (Deployed deployed : current.values()) {
            bytes.write(LedgerLine.encode(EntryText.write(deployed)));
        }
        bytes.write(LedgerLine.encode(Integer.toString(current.size())));
        Durable.replace(file, bytes.toByteArray());
    }

    /** @return none where there is no such file, or a damaged one */
    static Optional<Standings> read(Path file) throws IOException {
        byte[] bytes;
        try {
            bytes = Durable.read(file);
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
        Standings standings = new Standings();
        Optional<String> last = Optional.empty();
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == LedgerLine.END) {
                if (!last.map(standings::takes).orElse(true)) {
                    return Optional.empty();
                }
                last = LedgerLine.decode(bytes, begin, i);
                if (last.isEmpty()) {
                    return Optional.empty();
                }
                begin = i + 1;
            }
        }
        boolean whole = begin == bytes.length
                && last.filter(Integer.toString(standings.current.size())::equals)
                        .isPresent();
        return whole ? Optional.of(standings) : Optional.empty();
    }

    private boolean takes(String text) {
        try {
            EntryText.read(text).ifPresent(this::add);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
