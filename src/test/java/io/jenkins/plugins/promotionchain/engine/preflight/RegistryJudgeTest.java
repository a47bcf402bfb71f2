package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.image.ImageLayers;
import io.jenkins.plugins.promotionchain.engine.image.RegistryClient;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryJudgeTest {

    private static final PromotionFailure DOWN =
            new RegistryRefused("Registry registry.example.com cannot be reached (no connection)", "Check it");
    private static final PromotionFailure REFUSED =
            RegistryRefused.login("Registry registry.example.com refuses 'deployer' (status 401)", "Check it");
    private static final PromotionFailure GONE = new ImageMissing("Registry does not have image", "Build it");

    private static PreflightCheck judge(Requests request, PromotionFailure trouble, boolean there) {
        return RegistryJudge.judge(
                Requests.PLACE, request.made(), new RegistryAnswer(Optional.empty(), Optional.of(trouble)), there);
    }

    @Test
    void tellsTheSizeOfWhatIsThere() {
        ImageLayers layers = new ImageLayers(List.of(new ImageLayers.Layer("", 5L << 20)), 1);

        assertThat(RegistryJudge.judge(
                        Requests.PLACE,
                        new Requests().made(),
                        new RegistryAnswer(Optional.of(layers), Optional.empty()),
                        false))
                .isEqualTo(PreflightCheck.ok(
                        CheckKind.REGISTRY, "registry.example.com has the image (5.0 MiB compressed)"));
    }

    @Test
    void isContentWithALoginWhereNoImageIsKnown() {
        Requests request = new Requests();
        request.image = Optional.empty();

        assertThat(request.made().registry()).contains("registry.example.com");
        assertThat(RegistryJudge.judge(
                                Requests.PLACE,
                                request.made(),
                                new RegistryAnswer(Optional.empty(), Optional.empty()),
                                false)
                        .found())
                .isEqualTo("registry.example.com lets the account in");
        assertThat(judge(request, REFUSED, false).found()).contains("refuses the login of 'deployer'");
    }

    @Test
    void onlyWarnsWhereTheImageIsOnTheServer() {
        for (PromotionFailure trouble : List.of(DOWN, REFUSED, GONE)) {
            assertThat(judge(new Requests().asking(), trouble, true).result()).isEqualTo(CheckResult.WARNING);
            assertThat(judge(new Requests(), trouble, true).found()).endsWith("the image is on the server already");
        }
    }

    @Test
    void failsWhereTheRegistryDoesNotHaveTheImage() {
        PreflightCheck check = judge(new Requests(), GONE, false);

        assertThat(check.failure()).get().isInstanceOf(ImageMissing.class);
        assertThat(check.found()).contains(Requests.IMAGE.toString(), "the image is neither there nor in the registry");
    }

    @Test
    void failsWhereTheRegistryDoesNotKnowTheAccount() {
        PreflightCheck check = judge(new Requests(), REFUSED, false);

        assertThat(check.failure()).get().isInstanceOf(RegistryRefused.class);
        assertThat(check.found()).contains("refuses the login of 'deployer'");
    }

    @Test
    void onlyWarnsADeploymentWhereTheServerMayHaveAnotherWayOrALoginOfItsOwn() {
        Requests anonymous = new Requests();
        anonymous.login = Optional.empty();

        assertThat(judge(new Requests(), DOWN, false).result()).isEqualTo(CheckResult.WARNING);
        assertThat(judge(anonymous, REFUSED, false).result()).isEqualTo(CheckResult.WARNING);
        assertThat(judge(anonymous, GONE, false).result()).isEqualTo(CheckResult.WARNING);
        assertThat(judge(new Requests().asking(), DOWN, false).result()).isEqualTo(CheckResult.FAILED);
    }

    @Test
    void asksNoRegistryThatMeansAnotherMachineOnTheServer() throws Exception {
        RegistryClient.Factory nobody = (registry, login) -> {
            throw new AssertionError(registry + " was asked");
        };
        for (String registry : List.of("localhost:5000", "127.0.0.1:5000", "127.42.0.5")) {
            Requests request = new Requests();
            request.image = Optional.of(ImageRef.parse(registry + "/shop@sha256:" + "a".repeat(64)));

            assertThat(RegistryAnswer.to(request.made(), nobody)).isEmpty();
        }
        assertThat(RegistryJudge.notAsked("localhost:5000").result()).isEqualTo(CheckResult.SKIPPED);
    }
}
