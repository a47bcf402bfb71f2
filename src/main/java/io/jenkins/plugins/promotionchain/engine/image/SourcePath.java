package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A path inside the workspace, relative to it, with {@code /} between its parts and none of them {@code .} or {@code
 * ..}.
 *
 * @param value {@code "."} for the workspace itself
 */
record SourcePath(String value) {

    /**
     * @param parameter name of the step's parameter, for the message
     * @throws InvalidInput when the path leads, or could lead, out of the workspace
     */
    static SourcePath of(String parameter, String text) throws InvalidInput {
        List<String> parts = new ArrayList<>();
        for (String part : text.split("/", -1)) {
            if (part.equals("..")) {
                throw refused(parameter, text);
            }
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
        boolean unsafe = text.isBlank() || text.startsWith("/") || text.startsWith("-");
        if (unsafe || text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\')) {
            throw refused(parameter, text);
        }
        return new SourcePath(parts.isEmpty() ? "." : String.join("/", parts));
    }

    /** How git names what is there in a commit, seen from the workspace, which need not be the top of the work tree. */
    String inCommit() {
        return "HEAD:./" + (value.equals(".") ? "" : value);
    }

    SourcePath withSuffix(String suffix) {
        return new SourcePath(value + suffix);
    }

    private static InvalidInput refused(String parameter, String text) {
        return new InvalidInput(
                "%s: '%s' is not a path inside the workspace".formatted(parameter, text.replaceAll("\\p{Cntrl}", "?")),
                "Give a path relative to the workspace, without '..' and with / between its parts");
    }

    @Override
    public String toString() {
        return value;
    }
}
