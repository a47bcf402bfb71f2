package io.jenkins.plugins.promotionchain.engine.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Dockerfile cut into its instructions, as the builders cut it (Dockerfile reference: "Format", "Parser directives",
 * "Here-documents"). It knows where each character stands, so that a word can be replaced and all else left as it is.
 */
final class DockerfileText {

    private static final Pattern ESCAPE = Pattern.compile("(?i)#[ \\t]*escape[ \\t]*=[ \\t]*([\\\\`])[ \\t]*");
    private static final Pattern DIRECTIVE = Pattern.compile("#[ \\t]*[A-Za-z]+[ \\t]*=.*");
    private static final Pattern COMMENT_OR_NOTHING = Pattern.compile("[ \\t]*(#.*)?");
    private static final Pattern HEREDOC =
            Pattern.compile("(?:^|[ \\t])[0-9]*<<(-?)([\"']?)([A-Za-z0-9_.]+)\\2(?=[ \\t;)]|$)");
    private static final Set<String> WITH_HEREDOC = Set.of("RUN", "COPY", "ADD");

    private final String text;
    private final List<Instruction> instructions = new ArrayList<>();
    private char escape = '\\';
    private int at;
    private int line;

    private DockerfileText(String text) {
        this.text = text;
    }

    static DockerfileText parse(String text) {
        DockerfileText dockerfile = new DockerfileText(text);
        dockerfile.readDirectives();
        while (dockerfile.at < text.length()) {
            dockerfile.readInstruction();
        }
        return dockerfile;
    }

    /**
     * One instruction.
     *
     * @param keyword in upper case
     * @param arguments what follows the keyword, on one line, without comments
     * @param line number of its first line, from 1
     * @param places where each character of the arguments stands in the text
     */
    record Instruction(String keyword, String arguments, int line, List<Integer> places) {}

    List<Instruction> instructions() {
        return List.copyOf(instructions);
    }

    char escape() {
        return escape;
    }

    private void readDirectives() {
        while (at < text.length()) {
            int start = at;
            String line = nextLine();
            Matcher set = ESCAPE.matcher(line.strip());
            if (set.matches()) {
                escape = set.group(1).charAt(0);
            } else if (!DIRECTIVE.matcher(line.strip()).matches()) {
                at = start;
                this.line--;
                return;
            }
        }
    }

    private void readInstruction() {
        StringBuilder logical = new StringBuilder();
        List<Integer> places = new ArrayList<>();
        int first = 0;
        boolean goesOn = true;
        while (goesOn && at < text.length()) {
            int start = at;
            String physical = nextLine();
            if (COMMENT_OR_NOTHING.matcher(physical).matches()) {
                goesOn = first > 0;
                continue;
            }
            first = first == 0 ? line : first;
            String content = physical.stripTrailing();
            goesOn = content.endsWith(String.valueOf(escape));
            int end = goesOn ? content.length() - 1 : physical.length();
            for (int i = 0; i < end; i++) {
                logical.append(physical.charAt(i));
                places.add(start + i);
            }
        }
        if (first > 0) {
            add(logical.toString(), places, first);
        }
    }

    private void add(String logical, List<Integer> places, int first) {
        int start = 0;
        while (start < logical.length() && Character.isWhitespace(logical.charAt(start))) {
            start++;
        }
        int end = start;
        while (end < logical.length() && !Character.isWhitespace(logical.charAt(end))) {
            end++;
        }
        String keyword = logical.substring(start, end).toUpperCase(Locale.ROOT);
        String arguments = logical.substring(end);
        instructions.add(
                new Instruction(keyword, arguments, first, List.copyOf(places.subList(end, logical.length()))));
        if (WITH_HEREDOC.contains(keyword)) {
            skipHeredocs(arguments);
        }
    }

    private void skipHeredocs(String arguments) {
        Matcher heredoc = HEREDOC.matcher(arguments);
        while (heredoc.find()) {
            boolean indented = heredoc.group(1).equals("-");
            boolean open = true;
            while (open && at < text.length()) {
                String body = nextLine();
                open = !(indented ? body.replaceFirst("^\t+", "") : body).equals(heredoc.group(3));
            }
        }
    }

    /** Without its end; a carriage return is white space to the builders as well. */
    private String nextLine() {
        int feed = text.indexOf('\n', at);
        int end = feed < 0 ? text.length() : feed;
        String next = text.substring(at, end);
        at = feed < 0 ? end : feed + 1;
        line++;
        return next.endsWith("\r") ? next.substring(0, next.length() - 1) : next;
    }
}
