package io.jenkins.plugins.promotionchain.ledger.gate;

import java.util.List;

/**
 * That the gate lets something through.
 *
 * @param reasons why, each a clause for the log
 */
public record Passage(List<String> reasons) {

    public Passage {
        reasons = List.copyOf(reasons);
    }
}
