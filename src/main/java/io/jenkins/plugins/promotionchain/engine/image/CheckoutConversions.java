package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Where git writes other bytes into the work tree than the commit has, which {@code git status} takes for the same:
 * line ends, encodings, filters (gitattributes(5)). Docker sees what is in the work tree. What attributes order is the
 * same on each agent and counts as content; what an agent's own settings do makes the source differ from its commit.
 */
final class CheckoutConversions {

    /** Files of the directory with the attributes that change bytes on the way out of the repository. */
    private static final String ATTRIBUTES =
            "git --no-optional-locks -c core.quotePath=true ls-files | git --no-optional-locks -c core.quotePath=true"
                    + " check-attr --stdin eol ident filter working-tree-encoding"
                    + " | grep -v -e ': unspecified$' -e ': unset$' -e ': eol: lf$'";

    /** Those of the files named on standard input that are still what git-lfs keeps in place of their content. */
    private static final String POINTERS = "while IFS= read -r file; do"
            + " [ \"$(head -c 42 -- \"$file\" | tr -d '\\000')\" != 'version https://git-lfs.github.com/spec/v1' ]"
            + " || echo \"$file\"; done";

    private static final String LINE_ENDS =
            "git --no-optional-locks -c core.quotePath=true ls-files --eol" + " | grep '^i/lf *w/[lm].*eol=crlf'";

    private static final String FILTER = ": filter: ";

    private final Git git;

    CheckoutConversions(Git git) {
        this.git = git;
    }

    /**
     * @param ordered file, attribute and value, as {@code git check-attr} prints them for the context's directory
     * @param surprises what is not in the work tree as the commit orders it, one line for each
     */
    record Found(SortedSet<String> ordered, List<String> surprises) {}

    /** @param context directory, exists */
    Found below(SourcePath context) throws PromotionFailure, InterruptedException {
        SortedSet<String> ordered = new TreeSet<>();
        git.shell(context, ATTRIBUTES, "", line -> {
            synchronized (ordered) {
                ordered.add(line);
            }
        });
        List<String> surprises = new ArrayList<>(settings());
        List<String> filtered =
                ordered.stream().filter(line -> line.contains(FILTER)).toList();
        for (String filter : new TreeSet<>(filtered.stream()
                .map(line -> line.substring(line.lastIndexOf(FILTER) + FILTER.length()))
                .toList())) {
            if (git.output(
                            "config",
                            "--get-regexp",
                            "^filter[.]" + filter.replaceAll("[^A-Za-z0-9_-]", ".") + "[.](smudge|process)$")
                    .isEmpty()) {
                surprises.add(
                        "files need the filter '%s', which git on %s does not have".formatted(filter, git.place()));
            }
        }
        surprises.addAll(pointers(context, filtered));
        if (ordered.stream().anyMatch(line -> line.endsWith(": eol: crlf"))) {
            surprises.addAll(notConverted(context));
        }
        return new Found(ordered, surprises);
    }

    /** Line ends that only this agent gives to files (git-config(1)). */
    private List<String> settings() throws PromotionFailure, InterruptedException {
        List<String> surprises = new ArrayList<>();
        if (isSetTo("core.autocrlf", "true")) {
            surprises.add("git on %s is set to change line ends (core.autocrlf)".formatted(git.place()));
        }
        if (isSetTo("core.eol", "crlf")) {
            surprises.add("git on %s is set to change line ends (core.eol)".formatted(git.place()));
        }
        return surprises;
    }

    private boolean isSetTo(String setting, String value) throws PromotionFailure, InterruptedException {
        Optional<String> set = git.output("config", "--get", setting);
        return set.filter(text -> text.toLowerCase(Locale.ROOT).equals(value)).isPresent();
    }

    /** A file that was there before its attribute is left as it was, and looks unchanged to git. */
    private List<String> notConverted(SourcePath context) throws PromotionFailure, InterruptedException {
        return git.shell(context, LINE_ENDS, "", line -> {})
                .output()
                .lines()
                .map(line ->
                        line.substring(line.indexOf('\t') + 1) + " was checked out before its line ends were ordered")
                .toList();
    }

    private List<String> pointers(SourcePath context, List<String> filtered)
            throws PromotionFailure, InterruptedException {
        List<String> large = filtered.stream()
                .filter(line -> line.endsWith(FILTER + "lfs"))
                .map(line -> line.substring(0, line.length() - FILTER.length() - "lfs".length()))
                .toList();
        if (large.isEmpty()) {
            return List.of();
        }
        CommandResult result = git.shell(context, POINTERS, String.join("\n", large) + "\n", line -> {});
        return result.output()
                .lines()
                .map(file -> file + " is a pointer of git-lfs, its content was not fetched")
                .toList();
    }
}
