package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

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
        if (unsafe || hasOddCharacters(text)) {
            throw refused(parameter, text);
        }
        return new SourcePath(parts.isEmpty() ? "." : String.join("/", parts));
    }

    /** How git names what is there in a commit, seen from the workspace, which need not be the top of the work tree. */
    String inCommit() {
        return "HEAD:./" + (isWorkspace() ? "" : value);
    }

    boolean isWorkspace() {
        return value.equals(".");
    }

    /** The last part. */
    String name() {
        return value.substring(value.lastIndexOf('/') + 1);
    }

    /** What has that name in this directory. */
    SourcePath below(String name) {
        return new SourcePath(isWorkspace() ? name : value + "/" + name);
    }

    /** Whether this is in that directory, or the directory itself. */
    boolean isBelow(SourcePath directory) {
        return directory.isWorkspace() || (value + "/").startsWith(directory.value + "/");
    }

    /** The directories that lead here from the workspace, this one left out, the outermost first. */
    List<SourcePath> directories() {
        List<SourcePath> directories = new ArrayList<>();
        for (int slash = value.indexOf('/'); slash > 0; slash = value.indexOf('/', slash + 1)) {
            directories.add(new SourcePath(value.substring(0, slash)));
        }
        return directories;
    }

    /**
     * Where a path leads of which this, a symbolic link, is the beginning.
     *
     * @param target what is written in the link
     * @param whole the path, which begins with this one
     * @return none where the link leads out of the workspace, or to a name that no path of ours may have
     */
    Optional<SourcePath> throughLink(String target, SourcePath whole) {
        if (target.isEmpty() || target.startsWith("/") || hasOddCharacters(target)) {
            return Optional.empty();
        }
        Deque<String> parts = new ArrayDeque<>();
        String directory = value.substring(0, Math.max(0, value.lastIndexOf('/')));
        for (String part : (directory + "/" + target + "/" + whole.value.substring(value.length())).split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(new SourcePath(parts.isEmpty() ? "." : String.join("/", parts)));
    }

    private static boolean hasOddCharacters(String text) {
        return text.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\');
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
