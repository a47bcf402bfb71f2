package io.jenkins.plugins.promotionchain.rehearsal.model;

/** Reads {@code input}. */
final class InputReader {

    private static final String DEFAULT_OK = "Proceed";

    private final Source source;

    InputReader(Source source) {
        this.source = source;
    }

    Input input(Directive input) throws JenkinsfileRejected {
        String message = "";
        String ok = DEFAULT_OK;
        for (Directive each : source.distinctInside(input)) {
            switch (each.name()) {
                case "message" -> message = each.arguments().text();
                case "ok" -> ok = each.arguments().text();
                default -> throw each.reject(Unsupported.in("input", each.name()));
            }
        }
        if (message.isEmpty()) {
            throw input.reject("'input' needs a message");
        }
        return new Input(message, ok);
    }
}
