package io.jenkins.plugins.promotionchain.engine.deploy;

import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.NAME;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.again;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Container;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Ended;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Fault;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Shell;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.Before;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.Story;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever fails wherever, one container serves afterwards, under the plain name, and nothing is lost. Every call of docker
 * and nginx is made to fail. One that only reads can fail in one way; one that changes something can fail before and after
 * it did so. To be killed anywhere is the same as to be killed right after the last call that changed something.
 */
class SwapFaultTest {

    private static final String[] GOOD = {"go", "go", "go"};
    private static final String[] REFUSED = {"go", "go", "undo"};
    private static final Set<String> READING = Set.of("ps", "inspect", "images", "info");

    /** Together they make every call that there is. */
    private static final Set<Story> IN_ALL_DETAIL = Set.of(
            story(Before.FOREIGN_MADE, SwapStrategy.NGINX),
            again(Before.BEHIND_NGINX, SwapStrategy.NGINX),
            story(Before.BEHIND_NGINX, SwapStrategy.RECREATE));

    @TempDir
    Path directory;

    private final AtomicInteger servers = new AtomicInteger();

    static Stream<Story> stories() {
        return Stream.of(
                story(Before.NOTHING, SwapStrategy.NGINX),
                story(Before.REMOVED, SwapStrategy.NGINX),
                story(Before.BEHIND_NGINX, SwapStrategy.NGINX),
                story(Before.FOREIGN_MADE, SwapStrategy.NGINX),
                again(Before.BEHIND_NGINX, SwapStrategy.NGINX),
                story(Before.BEHIND_NGINX_LIVE_RESTORE, SwapStrategy.NGINX),
                story(Before.NOTHING, SwapStrategy.RECREATE),
                story(Before.FOREIGN_MADE, SwapStrategy.RECREATE),
                again(Before.ON_THE_PUBLIC_PORT, SwapStrategy.RECREATE),
                story(Before.BEHIND_NGINX, SwapStrategy.RECREATE));
    }

    /** A fault at one of the calls that a swap with these answers makes. */
    private record Point(String[] answers, List<String> calls, Fault fault, int at) {

        Shell shell() {
            return Shell.values()[at % 2];
        }

        @Override
        public String toString() {
            return fault + " " + at + " (" + calls.get(at - 1) + "), answers " + String.join(" ", answers);
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whicheverCallFailsWhatServedBeforeServesAfter(Story story) throws Exception {
        List<Point> points = Stream.concat(
                        points(story, Fault.FAIL_BEFORE, call -> IN_ALL_DETAIL.contains(story) || changes(call)),
                        points(story, Fault.FAIL_AFTER, call -> changes(call)))
                .toList();

        assertThat(each(points, point -> fails(story, point))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whereverItIsToldToStopTheVersionBeforeServesOrTheNewOneDoes(Story story) throws Exception {
        List<Point> points =
                points(story, Fault.TERM_AFTER, call -> changes(call)).toList();

        assertThat(each(points, point -> fails(story, point))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("stories")
    void whereverItIsKilledTheNextOneGoesOnFromAServerInOrder(Story story) throws Exception {
        List<Point> points =
                points(story, Fault.KILL_AFTER, call -> changes(call)).toList();

        assertThat(each(points, point -> isKilled(story, point, "repair"))).isEmpty();
        if (IN_ALL_DETAIL.contains(story)) {
            assertThat(each(points, point -> isKilled(story, point, "go", "go", "go")))
                    .isEmpty();
        }
    }

    private List<String> fails(Story story, Point point) throws Exception {
        FakeDocker docker = story.server(next());
        Ended ended = docker.run(point.shell(), story.swap(docker, point.answers()), point.fault(), point.at());
        Set<String> wrong = always(docker);
        boolean succeeded = ended.status() == 0;
        String wanted = succeeded ? (story.kept().isPresent() ? "kept-b" : "new") : "old";
        Container serving = docker.containers().get(NAME.value());
        if (serving == null && (succeeded || story.somethingServes())) {
            wrong.add("nothing serves");
        }
        if (serving != null && !serving.id().startsWith(wanted)) {
            wrong.add(serving.id() + " serves, not " + wanted);
        }
        wrong.addAll(lost(story, docker));
        return wrong.isEmpty() ? List.of() : List.of(point + ": " + wrong + "\n" + told(docker, ended));
    }

    /** The next one either is asked to put the server in order only, or deploys something else. */
    private List<String> isKilled(Story story, Point point, String... answers) throws Exception {
        FakeDocker docker = story.server(next());
        Ended killed = docker.run(point.shell(), story.swap(docker, point.answers()), point.fault(), point.at());
        String between = told(docker, killed);
        Ended next = docker.run(
                point.shell(), SwapStories.swap(docker, 'e', story.strategy(), Optional.empty(), 9, answers));
        Set<String> wrong = always(docker);
        if (next.status() != 0) {
            wrong.add("the next one failed");
        }
        Container serving = docker.containers().get(NAME.value());
        boolean deploys = answers.length == 3;
        if (serving == null && (deploys || story.somethingServes())) {
            wrong.add("nothing serves");
        }
        if (serving != null && deploys && !serving.digest().endsWith("e")) {
            wrong.add(serving.id() + " serves, not what was deployed last");
        }
        wrong.addAll(lost(story, docker));
        return wrong.isEmpty()
                ? List.of()
                : List.of(point + ", then " + answers[0] + ": " + wrong + "\n" + between + told(docker, next));
    }

    private Stream<Point> points(Story story, Fault fault, Predicate<String> at) throws Exception {
        List<String> good = calls(story, GOOD);
        List<String> refused = calls(story, REFUSED);
        int common = (int) IntStream.range(0, Math.min(good.size(), refused.size()))
                .takeWhile(i -> good.get(i).equals(refused.get(i)))
                .count();
        boolean undoing = IN_ALL_DETAIL.contains(story) || fault == Fault.KILL_AFTER;
        return Stream.concat(
                IntStream.range(0, good.size())
                        .filter(i -> at.test(good.get(i)))
                        .mapToObj(i -> new Point(GOOD, good, fault, i + 1)),
                IntStream.range(undoing ? common : refused.size(), refused.size())
                        .filter(i -> at.test(refused.get(i)))
                        .mapToObj(i -> new Point(REFUSED, refused, fault, i + 1)));
    }

    private List<String> calls(Story story, String... answers) throws Exception {
        FakeDocker docker = story.server(next());
        docker.run(Shell.DASH, story.swap(docker, answers));
        return docker.calls().stream()
                .map(call -> call.replace(docker.nginx().toString(), "/etc/nginx"))
                .toList();
    }

    private static boolean changes(String call) {
        return !READING.contains(call.substring(0, call.indexOf(' ')));
    }

    @FunctionalInterface
    private interface Complaints {
        List<String> of(Point point) throws Exception;
    }

    private static List<String> each(List<Point> points, Complaints complaints) {
        return points.parallelStream()
                .flatMap(point -> {
                    try {
                        return complaints.of(point).stream();
                    } catch (Exception e) {
                        throw new IllegalStateException(point.toString(), e);
                    }
                })
                .toList();
    }

    private static String told(FakeDocker docker, Ended ended) throws IOException {
        return ended.output() + "exit status " + ended.status() + "\n"
                + docker.containers().entrySet().stream()
                        .map(entry ->
                                "  " + entry.getKey() + ": " + entry.getValue().line())
                        .collect(Collectors.joining())
                + "  front: " + docker.front() + "\n";
    }

    private static Set<String> lost(Story story, FakeDocker docker) throws IOException {
        Set<String> there =
                docker.containers().values().stream().map(Container::id).collect(Collectors.toSet());
        return Stream.of("old", "kept-b", "kept-d")
                .filter(id -> story.before() != Before.NOTHING)
                .filter(id -> story.somethingServes() || !id.equals("old"))
                .filter(id -> !there.contains(id))
                .map(id -> id + " is lost")
                .collect(Collectors.toSet());
    }

    private static Set<String> always(FakeDocker docker) throws IOException {
        Set<String> wrong = new TreeSet<>();
        Map<String, Container> containers = docker.containers();
        containers.forEach((name, container) -> {
            boolean serves = name.equals(NAME.value());
            if (container.runs() != serves) {
                wrong.add(name + " is " + container.state());
            }
            if (container.restart().equals("no") == serves) {
                wrong.add(name + " has the restart policy " + container.restart());
            }
            if (!serves && !name.matches("pm-backend-[0-9a-f]{12}")) {
                wrong.add(name + " is still there");
            }
        });
        Optional<String> slot = Optional.ofNullable(containers.get(NAME.value()))
                .map(Container::slot)
                .filter(text -> !text.equals("-"));
        // where nginx did not take the last one, what stood in remains; SwapScriptTest has that
        if (!docker.front().map(text -> text.split(" ")[0]).equals(slot)) {
            wrong.add("the front points to " + docker.front() + ", not to " + slot);
        }
        return wrong;
    }

    private Path next() {
        return directory.resolve("server" + servers.incrementAndGet());
    }
}
