package io.jenkins.plugins.promotionchain.steps;

import static io.jenkins.plugins.promotionchain.config.Configurations.shop;
import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.CauseAction;
import io.jenkins.plugins.promotionchain.config.ApplicationConfig;
import io.jenkins.plugins.promotionchain.config.PromotionChainConfiguration;
import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.Ledger;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.Ledgers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.cps.replay.ReplayCause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildOnceStepTest {

    @TempDir
    private Path workspace;

    @TempDir
    private Path home;

    private OneImageRegistry registry;
    private FakeBuild build;
    private FakeStepContext context;

    @BeforeEach
    void start() throws Exception {
        registry = new OneImageRegistry();
        FakeJenkins.start().withHome(home);
        ApplicationConfig application = shop();
        application.setRegistry(registry.host());
        PromotionChainConfiguration.get().setApplications(List.of(application));
        build = FakeBuild.of("shop");
        context = anew();
        ProcessLauncher launcher = new ProcessLauncher();
        FilePath directory = new FilePath(workspace.toFile());
        Files.createDirectories(workspace.resolve("backend"));
        Files.writeString(workspace.resolve("backend/Dockerfile"), "FROM scratch\n");
        LauncherRunner git = new LauncherRunner(launcher, directory, Map.of("HOME", workspace.toString()));
        git.runOrFail(Command.of("git", "init", "-q"), "");
        git.runOrFail(Command.of("git", "add", "backend"), "");
        git.runOrFail(
                Command.of("git", "-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "-qm", "x"), "");
    }

    /** The same build, for one more step. */
    private FakeStepContext anew() {
        return new FakeStepContext()
                .in(build)
                .in(new FilePath(workspace.toFile()), new ProcessLauncher())
                .withVariable("BRANCH_NAME", "development");
    }

    @AfterEach
    void stop() {
        registry.close();
        Ledgers.get().close();
    }

    @Test
    void writesDownWhatItFoundAndOfWhichCommit() throws Exception {
        context.resultOf(step());

        Built built = (Built) Ledgers.get()
                .of(ApplicationName.of("shop"))
                .of(ImageDigest.of(registry.digest()))
                .get(0);
        assertThat(built.component()).isEqualTo(ComponentName.of("backend"));
        assertThat(built.image()).hasToString(registry.host() + "/team/shop-backend@" + registry.digest());
        assertThat(built.origin()).isEqualTo(Built.Origin.REUSED);
        assertThat(built.commit()).matches("[0-9a-f]{40}");
        assertThat(built.build().job()).isEqualTo("shop");
    }

    private static BuildOnceStep step() {
        BuildOnceStep step = new BuildOnceStep("backend");
        step.setContext("backend");
        return step;
    }

    @Test
    void tellsTheImageThatItFoundAndRemembersItForTheStepsToCome() throws Exception {
        Map<?, ?> result = context.resultOf(step());

        String image = registry.host() + "/team/shop-backend@" + registry.digest();
        assertThat(result.keySet())
                .map(Object::toString)
                .containsExactly("component", "image", "digest", "tags", "fingerprint", "built", "seconds");
        assertThat(result.get("component")).isEqualTo("backend");
        assertThat(result.get("image")).isEqualTo(image);
        assertThat(result.get("digest")).isEqualTo(registry.digest());
        assertThat(result.get("built")).isEqualTo(false);
        assertThat(result.get("seconds")).isInstanceOf(Long.class);
        assertThat((List<?>) result.get("tags"))
                .anySatisfy(tag -> assertThat((String) tag).startsWith("dev-"));
        assertThat(ReleaseAction.imageOf(build, ComponentName.of("backend"))).hasToString("Optional[" + image + "]");
    }

    @Test
    void takesTheImageOfTheBuildThatIsRepeatedWhateverIsCheckedOut() throws Exception {
        ImageRef before = ImageRef.parse(registry.host() + "/team/shop-backend@sha256:" + "5".repeat(64));
        FakeBuild first = build.next();
        ReleaseAction.record(first, ComponentName.of("backend"), before);
        build = first.next();
        build.addAction(new CauseAction(new ReplayCause(1)));
        FakeStepContext again = anew();

        Map<?, ?> result = again.resultOf(step());

        assertThat(result.get("image")).isEqualTo(before.toString());
        assertThat(result.get("fingerprint")).isEqualTo("");
        assertThat(again.log())
                .contains("backend: this build repeats #1 and takes the image that is recorded there, " + before
                        + "; nothing is built.");
        assertThat(ReleaseAction.ownImageOf(build, ComponentName.of("backend"))).contains(before);
        assertThat(registry.asked).noneMatch(request -> request.startsWith("PUT"));
    }

    @Test
    void buildsByTheSourceWhereTheRepeatedBuildUsedAnotherRepository() throws Exception {
        ImageRef before = ImageRef.parse("registry.example.com/old@sha256:" + "5".repeat(64));
        FakeBuild first = build.next();
        ReleaseAction.record(first, ComponentName.of("backend"), before);
        build = first.next();
        build.addAction(new CauseAction(new ReplayCause(1)));
        FakeStepContext again = anew();

        again.resultOf(step());

        assertThat(again.log()).contains("another image than the one of the build #1", before.toString());
    }

    @Test
    void refusesATagThatNamesAnotherImageThanTheLedgerKnows() throws Exception {
        context.resultOf(step());
        Ledger ledger = Ledgers.get().of(ApplicationName.of("shop"));
        Built found = (Built) ledger.of(ImageDigest.of(registry.digest())).get(0);
        ImageDigest known = ImageDigest.of("sha256:" + "5".repeat(64));
        ledger.append(new Built(
                found.at(),
                found.build(),
                found.component(),
                new ImageRef(found.image().repository(), known),
                found.fingerprint(),
                found.commit(),
                Built.Origin.BUILT));

        assertThat(anew().failureOf(step()))
                .hasMessageContainingAll(known.value(), registry.digest(), "Find out who moved the tag");
    }

    @Test
    void replacesTheLastPartOfTheRepositoryByAName() throws Exception {
        BuildOnceStep step = step();
        step.setImage("api");

        assertThat((String) context.resultOf(step).get("image")).startsWith(registry.host() + "/team/api@");
    }

    @Test
    void takesAWholeRepositoryAsItIs() throws Exception {
        BuildOnceStep step = step();
        step.setImage(registry.host() + "/other/api");

        assertThat((String) context.resultOf(step).get("image")).startsWith(registry.host() + "/other/api@");
    }

    @Test
    void refusesWhatIsNoComponentOrPlatformBeforeItAsksAnybody() throws Exception {
        assertThat(context.failureOf(new BuildOnceStep("Back End"))).hasMessageContaining("Parameter component");
        assertThat(registry.asked).isEmpty();
    }

    @Test
    void refusesAPlatformThatIsNone() throws Exception {
        BuildOnceStep step = step();
        step.setPlatforms(List.of("amd64"));

        assertThat(context.failureOf(step)).hasMessageContainingAll("Parameter platforms", "'amd64'");
        assertThat(registry.asked).isEmpty();
    }

    @Test
    void looksForTheDockerfileInTheContext() {
        assertThat(step().getEffectiveDockerfile()).isEqualTo("backend/Dockerfile");
        assertThat(new BuildOnceStep("backend").getEffectiveDockerfile()).isEqualTo("Dockerfile");
    }
}
