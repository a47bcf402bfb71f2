package io.jenkins.plugins.promotionchain.steps;

/** Which machine connects to the servers. */
enum RunOn {
    /** The usual: nothing between the controller and the server. */
    CONTROLLER("controller"),
    /** For servers that only the agent reaches: it passes on the encrypted bytes. */
    AGENT("agent");

    private final String text;

    RunOn(String text) {
        this.text = text;
    }

    /** @throws IllegalArgumentException when the text is neither; its message says what it may be */
    static RunOn of(String text) {
        for (RunOn each : values()) {
            if (each.text.equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is neither controller nor agent");
    }

    @Override
    public String toString() {
        return text;
    }
}
