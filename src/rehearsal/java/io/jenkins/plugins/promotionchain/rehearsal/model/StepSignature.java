package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.List;

/**
 * What a call of a step looks like.
 *
 * @param parameters their names; an argument without a name is the first of them
 * @param unnamed how many arguments without a name it takes
 */
public record StepSignature(String name, List<String> parameters, Unnamed unnamed, Block block) {

    /** Jenkins takes one, of steps that need no more than one. */
    public enum Unnamed {
        NONE,
        ONE
    }

    /** A step that runs a block cannot do without one. */
    public enum Block {
        NONE,
        NEEDED
    }

    public StepSignature {
        parameters = List.copyOf(parameters);
    }
}
