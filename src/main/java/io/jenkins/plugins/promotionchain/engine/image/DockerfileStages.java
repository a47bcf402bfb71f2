package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stages of a Dockerfile: which images they take from registries, and which stages they need. */
final class DockerfileStages {

    private static final String NAME_IT =
            "Name the image with what buildArgs and the ARGs before the first FROM give," + " or leave pinBase out";
    private static final Pattern FROM =
            Pattern.compile("[ \\t]*(?:--[^ \\t]+[ \\t]+)*([^ \\t]+)(?:[ \\t]+(?i:AS)[ \\t]+([^ \\t]+))?[ \\t]*");
    private static final Pattern FLAGS = Pattern.compile("(?:[ \\t]+--[^ \\t]+)*");
    private static final Pattern COPY_FROM = Pattern.compile("(?<=[ \\t])--from=([^ \\t]+)");
    private static final Pattern MOUNT = Pattern.compile("(?<=[ \\t])--mount=([^ \\t]+)");
    private static final Pattern MOUNT_FROM = Pattern.compile("(?:^|,)from=([^,]+)");

    private final List<Stage> stages = new ArrayList<>();

    /**
     * An image from a registry.
     *
     * @param image with its variables replaced
     * @param start where the word that names it begins in the text
     * @param end where that word ends, exclusive
     * @param line number in the Dockerfile, from 1
     */
    record Use(String image, int start, int end, int line) {}

    private record Stage(Optional<String> name, List<Use> uses, SortedSet<Integer> needed) {}

    /**
     * @param arguments by name, as given by the user
     * @throws InvalidInput when an image cannot be told from the text
     */
    static DockerfileStages of(DockerfileText text, Map<String, String> arguments) throws InvalidInput {
        DockerfileStages found = new DockerfileStages();
        DockerfileArguments values = new DockerfileArguments(arguments);
        for (DockerfileText.Instruction instruction : text.instructions()) {
            switch (instruction.keyword()) {
                case "ARG" -> {
                    if (found.stages.isEmpty()) {
                        values.declare(instruction.arguments());
                    }
                }
                case "FROM" -> found.begin(instruction, values);
                case "COPY" -> found.take(COPY_FROM, 0, flags(instruction), instruction);
                case "RUN" -> found.mounts(instruction);
                default -> {
                    // names no image
                }
            }
        }
        return found;
    }

    /**
     * What the target takes from registries, itself and through the stages that it needs, in the order of the text.
     *
     * @param target name or number of a stage; none: the last one
     * @throws InvalidInput when there is no such stage
     */
    List<Use> usedBy(Optional<String> target) throws InvalidInput {
        int last = stages.size() - 1;
        int wanted = target.isEmpty() ? last : stage(target.get()).orElse(-1);
        if (wanted < 0) {
            throw new InvalidInput(
                    "The Dockerfile has no stage%s"
                            .formatted(target.map(name -> " '" + name + "'").orElse("")),
                    "Check the parameters dockerfile and target of buildOnce");
        }
        SortedSet<Integer> needed = new TreeSet<>();
        Deque<Integer> open = new ArrayDeque<>(List.of(wanted));
        while (!open.isEmpty()) {
            int next = open.remove();
            if (needed.add(next)) {
                open.addAll(stages.get(next).needed());
            }
        }
        return needed.stream()
                .flatMap(number -> stages.get(number).uses().stream())
                .toList();
    }

    private void begin(DockerfileText.Instruction instruction, DockerfileArguments values) throws InvalidInput {
        Matcher from = FROM.matcher(instruction.arguments());
        if (!from.matches()) {
            throw unclear(instruction, instruction.arguments().strip());
        }
        Stage stage = new Stage(
                Optional.ofNullable(from.group(2)).map(name -> name.toLowerCase(Locale.ROOT)),
                new ArrayList<>(),
                new TreeSet<>());
        String written = from.group(1).replaceAll("^\"(.*)\"$", "$1");
        String image = values.expand(written).orElseThrow(() -> unclear(instruction, from.group(1)));
        Optional<Integer> earlier = named(image);
        if (earlier.isPresent()) {
            stage.needed().add(earlier.get());
        } else if (!image.equals("scratch")) {
            stage.uses().add(use(instruction, image, from.start(1), from.end(1)));
        }
        stages.add(stage);
    }

    private static String flags(DockerfileText.Instruction instruction) {
        Matcher flags = FLAGS.matcher(instruction.arguments());
        return flags.lookingAt() ? flags.group() : "";
    }

    private void mounts(DockerfileText.Instruction instruction) throws InvalidInput {
        Matcher mount = MOUNT.matcher(flags(instruction));
        while (mount.find()) {
            take(MOUNT_FROM, mount.start(1), mount.group(1), instruction);
        }
    }

    /** @param offset of the searched text in the instruction's arguments */
    private void take(Pattern form, int offset, String searched, DockerfileText.Instruction instruction)
            throws InvalidInput {
        Matcher from = form.matcher(searched);
        if (stages.isEmpty() || !from.find()) {
            return;
        }
        String source = from.group(1);
        if (source.indexOf('$') >= 0) {
            throw unclear(instruction, source);
        }
        Stage current = stages.get(stages.size() - 1);
        Optional<Integer> earlier = stage(source).filter(number -> number < stages.size() - 1);
        if (earlier.isPresent()) {
            current.needed().add(earlier.get());
        } else if (!source.equals("scratch")) {
            current.uses().add(use(instruction, source, offset + from.start(1), offset + from.end(1)));
        }
    }

    private static Use use(DockerfileText.Instruction instruction, String image, int start, int end)
            throws InvalidInput {
        int first = instruction.places().get(start);
        int last = instruction.places().get(end - 1);
        if (last - first != end - 1 - start) {
            throw unclear(instruction, image);
        }
        return new Use(image, first, last + 1, instruction.line());
    }

    private Optional<Integer> stage(String nameOrNumber) {
        Optional<Integer> named = named(nameOrNumber);
        if (named.isPresent() || !nameOrNumber.matches("[0-9]{1,4}")) {
            return named;
        }
        return Optional.of(Integer.valueOf(nameOrNumber)).filter(number -> number < stages.size());
    }

    /** The last one of that name so far. */
    private Optional<Integer> named(String name) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            if (stages.get(i).name().equals(Optional.of(name.toLowerCase(Locale.ROOT)))) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    private static InvalidInput unclear(DockerfileText.Instruction instruction, String word) {
        return new InvalidInput(
                "pinBase: line %d of the Dockerfile does not tell which image '%s' is"
                        .formatted(instruction.line(), word),
                NAME_IT);
    }
}
