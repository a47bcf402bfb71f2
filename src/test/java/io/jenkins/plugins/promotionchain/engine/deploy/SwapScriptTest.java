package io.jenkins.plugins.promotionchain.engine.deploy;

import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.KEPT_B;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.KEPT_D;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.NAME;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.OWNER;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.again;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.keptOne;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.story;
import static io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.swap;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Container;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Ended;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Shell;
import io.jenkins.plugins.promotionchain.engine.deploy.FakeDocker.Swap;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.Before;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStories.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a swap leaves on the server, in the shells that servers have. {@link SwapFaultTest} has what fails. */
class SwapScriptTest {

    private static final String KEPT_A = "pm-backend-aaaaaaaaaaaa";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void theFirstDeploymentServesBehindNginx(Shell shell) throws Exception {
        FakeDocker docker = story(Before.NOTHING, SwapStrategy.NGINX).server(directory);

        Ended ended = run(docker, shell, story(Before.NOTHING, SwapStrategy.NGINX));

        Container serving = docker.containers().get(NAME.value());
        assertThat(docker.containers()).containsOnlyKeys(NAME.value());
        assertThat(serving.restart()).isEqualTo("unless-stopped");
        assertThat(docker.front()).contains(serving.slot());
        assertThat(phases(ended))
                .containsExactly("lock", "inspect", "start", "health", "switch", "verify", "confirm", "prune");
    }

    @ParameterizedTest
    @EnumSource
    void aReplacementKeepsTheOldOneUnderItsDigestAndAtRest(Shell shell) throws Exception {
        Story story = story(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory);
        Optional<String> before = docker.front();

        Ended ended = run(docker, shell, story);

        assertThat(docker.containers()).containsOnlyKeys(NAME.value(), KEPT_A, KEPT_B, KEPT_D);
        assertThat(docker.containers().get(KEPT_A))
                .extracting(Container::id, Container::state, Container::restart)
                .containsExactly("old", "exited", "no");
        assertThat(docker.front())
                .isNotEqualTo(before)
                .contains(docker.containers().get(NAME.value()).slot());
        assertThat(ended.output()).contains("#t value retired " + KEPT_A + "\n");
        assertThat(phases(ended)).containsSubsequence("start", "health", "switch", "verify", "confirm", "drain");
        assertThat(docker.calls())
                .as("the old one stops last")
                .filteredOn(call -> call.startsWith("stop"))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyMadeByHandIsTakenOverOnlyOnceTheNewOneIsHealthy(Shell shell) throws Exception {
        Story story = story(Before.FOREIGN_MADE, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory);

        Ended ended = run(docker, shell, story);

        assertThat(phases(ended)).containsSubsequence("start", "health", "takeover", "switch", "verify");
        assertThat(docker.containers()).containsKey("pm-backend-faaaaaaaaaaa");

        FakeDocker refused = story.server(directory.resolve("refused"));
        refused.run(shell, story.swap(refused, "go", "undo"));
        assertThat(refused.calls()).noneMatch(call -> call.matches("(stop|rename|nginx-site) .*"));
    }

    @ParameterizedTest
    @EnumSource
    void aRollbackStartsTheKeptOneAgainAndMakesNone(Shell shell) throws Exception {
        Story story = again(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory);

        run(docker, shell, story);

        assertThat(docker.containers()).containsOnlyKeys(NAME.value(), KEPT_A, KEPT_D);
        assertThat(docker.containers().get(NAME.value()))
                .extracting(Container::id, Container::restart)
                .containsExactly("kept-b", "unless-stopped");
        assertThat(docker.calls()).noneMatch(call -> call.startsWith("run "));
    }

    @ParameterizedTest
    @EnumSource
    void aRollbackThatIsRefusedKeepsTheKeptOne(Shell shell) throws Exception {
        Story story = again(Before.ON_THE_PUBLIC_PORT, SwapStrategy.RECREATE);
        FakeDocker docker = story.server(directory);
        Container before = docker.containers().get(KEPT_B);

        Ended ended = docker.run(shell, story.swap(docker, "go", "undo"));

        assertThat(ended.status()).as(ended.output()).isEqualTo(11);
        assertThat(docker.containers().get(KEPT_B))
                .extracting(Container::id, Container::state, Container::restart)
                .containsExactly(before.id(), "exited", "no");
        assertThat(docker.containers().get(NAME.value()).runs()).isTrue();
        assertThat(ended.output()).contains("pm-backend serves as before.");
    }

    @ParameterizedTest
    @EnumSource
    void withoutNginxTheOldOneStopsBeforeTheNewOneStarts(Shell shell) throws Exception {
        Story story = story(Before.ON_THE_PUBLIC_PORT, SwapStrategy.RECREATE);
        FakeDocker docker = story.server(directory);

        Ended ended = run(docker, shell, story);

        assertThat(phases(ended)).containsSubsequence("replace", "health", "verify", "confirm");
        assertThat(docker.containers().get(NAME.value()).slot()).isEqualTo("-");
        assertThat(docker.containers().get(KEPT_A).runs()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsOlderThanWhatIsKeptGoesWithItsImage(Shell shell) throws Exception {
        FakeDocker docker = story(Before.BEHIND_NGINX, SwapStrategy.NGINX).server(directory);
        docker.with("pm-backend-other", keptOne("e", 1, true))
                .withImages(image('a'), image('b'), image('c'), image('d'));

        Ended ended = docker.run(shell, swap(docker, 'c', SwapStrategy.NGINX, Optional.empty(), 2, "go", "go", "go"));

        assertThat(docker.containers()).containsOnlyKeys(NAME.value(), KEPT_A, KEPT_B, "pm-backend-other");
        assertThat(docker.images()).containsExactly(image('a'), image('b'), image('c'));
        assertThat(ended.output())
                .contains("#t value pruned container " + KEPT_D + "\n")
                .contains("#t value pruned image r.example.com/pm/backend@sha256:" + "d".repeat(64) + "\n");
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsKeptWhereNothingIsWanted(Shell shell) throws Exception {
        FakeDocker docker = story(Before.BEHIND_NGINX, SwapStrategy.NGINX).server(directory);

        docker.run(shell, swap(docker, 'c', SwapStrategy.NGINX, Optional.empty(), 0, "go", "go", "go"));

        assertThat(docker.containers()).containsOnlyKeys(NAME.value());
    }

    @ParameterizedTest
    @EnumSource
    void theSameImageAgainReplacesTheKeptOneOfItsDigest(Shell shell) throws Exception {
        FakeDocker docker = story(Before.BEHIND_NGINX, SwapStrategy.NGINX).server(directory);
        Swap twice = swap(docker, 'a', SwapStrategy.NGINX, Optional.empty(), 3, "go", "go", "go");
        docker.run(shell, twice);
        String first = docker.containers().get(NAME.value()).id();

        Ended ended = docker.run(shell, twice);

        assertThat(ended.status()).as(ended.output()).isZero();
        assertThat(docker.containers()).containsOnlyKeys(NAME.value(), KEPT_A, KEPT_B, KEPT_D);
        assertThat(docker.containers().get(KEPT_A).id()).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource
    void noSlotIsGivenTwice(Shell shell) throws Exception {
        Story story = story(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory);

        run(docker, shell, story);
        docker.run(shell, swap(docker, 'e', SwapStrategy.NGINX, Optional.empty(), 9, "go", "go", "go"));

        assertThat(docker.containers().values()).extracting(Container::slot).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsAnotherComponentsIsLeftAlone(Shell shell) throws Exception {
        FakeDocker docker = story(Before.NOTHING, SwapStrategy.RECREATE).server(directory);
        Container others = new Container(
                "x", "running", "always", "public", "-", "sha256:" + "a".repeat(64), "shop:uat:frontend", "-");
        docker.with(NAME.value(), others);

        Ended ended =
                docker.run(shell, story(Before.NOTHING, SwapStrategy.RECREATE).swap(docker, "go", "go", "go"));

        assertThat(ended.status()).isEqualTo(SwapScript.FOREIGN);
        assertThat(ended.output()).contains("#t value owner shop uat frontend\n");
        assertThat(docker.containers()).containsOnlyKeys(NAME.value()).containsValue(others);
    }

    @ParameterizedTest
    @EnumSource
    void changesNothingWhereNothingIsToBeDone(Shell shell) throws Exception {
        Story story = story(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory);
        var before = docker.containers();

        Ended ended = docker.run(shell, story.swap(docker, "nothing"));

        assertThat(ended.status()).isZero();
        assertThat(docker.containers()).isEqualTo(before);
        assertThat(docker.calls()).allMatch(call -> call.matches("(ps|inspect) .*"));
    }

    @ParameterizedTest
    @EnumSource
    void waitsForAnEngineThatIsBeingRestarted(Shell shell) throws Exception {
        Story story = story(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory).away(3, 12);

        Ended ended = run(docker, shell, story);

        assertThat(ended.output()).containsOnlyOnce("The docker engine does not answer; waiting for it");
        assertThat(docker.containers().get(NAME.value()).id()).startsWith("new");
    }

    @ParameterizedTest
    @EnumSource
    void tellsWhatNginxSaidWhenItDoesNotTakeTheSite(Shell shell) throws Exception {
        Story story = story(Before.NOTHING, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory);
        docker.with(
                "stranger",
                new Container("s", "running", "always", "public", "-", "sha256:" + "9".repeat(64), OWNER, "-"));

        Ended ended = docker.run(shell, story.swap(docker, "go", "go", "go"));

        assertThat(ended.status()).isEqualTo(SwapScript.NOT_SWITCHED);
        assertThat(ended.output())
                .contains("#t value nginx nginx: [emerg] bind() to 10.0.0.5:8000 failed (98: Address already in use)\n")
                .contains("#t value nginx-status 15\n");
        assertThat(docker.containers()).containsOnlyKeys("stranger");
    }

    @ParameterizedTest
    @EnumSource
    void theVersionBeforeStandsInUntilTheNewOneIsConfirmed(Shell shell) throws Exception {
        Story story = story(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory);
        String before = docker.front().orElseThrow();

        run(docker, shell, story);

        String slot = docker.containers().get(NAME.value()).slot();
        assertThat(docker.fronts())
                .containsExactly(slot + " max_fails=0; server " + before + " max_fails=0 weight=1000000 backup", slot);
    }

    /** Ports of docker on loopback end with the engine; containers that go on have an address of their own. */
    @ParameterizedTest
    @EnumSource
    void whereContainersGoOnWithoutTheEngineTheirOwnAddressesStandInAsLongAsSomethingIsChanged(Shell shell)
            throws Exception {
        Story story = story(Before.BEHIND_NGINX_LIVE_RESTORE, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory);
        String before = docker.front().orElseThrow();

        run(docker, shell, story);

        String slot = docker.containers().get(NAME.value()).slot();
        int name = docker.containers().get(NAME.value()).id().length();
        assertThat(docker.fronts())
                .containsExactly(
                        before + " max_fails=0; server 172.17.0.3:8000 max_fails=0 backup",
                        slot + " max_fails=0; server " + before + " max_fails=0 weight=1000000 backup"
                                + "; server 172.17.0." + name + ":8000 max_fails=0 backup",
                        slot);
    }

    @ParameterizedTest
    @EnumSource
    void theVersionBeforeServesAgainAlsoWhereNginxTakesNothingAnyMore(Shell shell) throws Exception {
        Story story = story(Before.BEHIND_NGINX, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory).spoiltAfter(1);
        String before = docker.front().orElseThrow();

        Ended ended = docker.run(shell, story.swap(docker, "go", "go", "undo"));

        assertThat(ended.status()).as(ended.output()).isEqualTo(11);
        assertThat(ended.output())
                .contains("pm-backend serves as before.")
                .contains("the next deployment will try again")
                .doesNotContain("#t value undone no");
        assertThat(docker.containers()).containsOnlyKeys(NAME.value(), KEPT_B, KEPT_D);
        assertThat(docker.containers().get(NAME.value()))
                .extracting(Container::id, Container::state)
                .containsExactly("old", "running");
        assertThat(docker.front().orElseThrow())
                .as("the first one is gone, so nginx asks the second")
                .endsWith("server " + before + " max_fails=0 weight=1000000 backup");
        assertThat(docker.calls())
                .as("what visitors have begun is finished")
                .containsSubsequence("stop -t 10 pm-backend-candidate", "rm --force --volumes pm-backend-candidate");

        docker.repairNginx();
        docker.run(shell, story.swap(docker, "nothing"));

        assertThat(docker.front()).contains(before);
    }

    @ParameterizedTest
    @EnumSource
    void noSlotIsGivenToWhichASiteStillPassesVisitorsOn(Shell shell) throws Exception {
        Story story = story(Before.NOTHING, SwapStrategy.NGINX);
        FakeDocker docker = story.server(directory);
        run(docker, shell, story);
        String taken = docker.containers().get(NAME.value()).slot();
        FakeDocker other = story.server(directory.resolve("other"));
        Files.writeString(
                other.nginx().resolve("sites-enabled/promotion-chain-port-shop.conf"),
                "    server 127.0.0.1:18999 max_fails=0; server " + taken + " max_fails=0 backup;\n");

        run(other, shell, story);

        assertThat(other.containers().get(NAME.value()).slot()).isNotEqualTo(taken);
    }

    private static Ended run(FakeDocker docker, Shell shell, Story story) throws Exception {
        Ended ended = docker.run(shell, story.swap(docker, "go", "go", "go"));
        assertThat(ended.status()).as(ended.output()).isZero();
        return ended;
    }

    private static List<String> phases(Ended ended) {
        return ended.output()
                .lines()
                .filter(line -> line.startsWith("#t phase "))
                .map(line -> line.substring("#t phase ".length()))
                .toList();
    }

    private static String image(char digit) {
        String digits = String.valueOf(digit).repeat(63);
        return "sha256:f" + digits + " <none> sha256:" + digit + digits;
    }
}
