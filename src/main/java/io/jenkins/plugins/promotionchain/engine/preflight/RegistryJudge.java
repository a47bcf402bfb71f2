package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;

/** Whether the server could pull the image, as far as the registry's answer to the controller tells. */
final class RegistryJudge {

    private RegistryJudge() {}

    static PreflightCheck thereAlready() {
        return PreflightCheck.ok(CheckKind.REGISTRY, "not asked, as the image is on the server already");
    }

    static PreflightCheck notAsked(String registry) {
        return PreflightCheck.skipped(
                CheckKind.REGISTRY, "not known, as " + registry + " means another registry on the server than here");
    }

    /** @param there whether the image is on the server, so that nothing has to be fetched */
    static PreflightCheck judge(String place, PreflightRequest request, RegistryAnswer answer, boolean there) {
        String registry = request.registry().orElse("");
        if (answer.trouble().isEmpty()) {
            return PreflightCheck.ok(
                    CheckKind.REGISTRY,
                    registry
                            + answer.layers()
                                    .map(layers ->
                                            " has the image (" + DiskRoom.inWords(layers.bytes()) + " compressed)")
                                    .orElse(" lets the account in"));
        }
        PromotionFailure trouble = answer.trouble().get();
        if (there) {
            return PreflightCheck.warning(
                    CheckKind.REGISTRY,
                    trouble.whatFailed() + "; the image is on the server already",
                    trouble.whatToDo());
        }
        // a registry may hide an image from those who are not logged in, as the account on the server may be
        if (trouble instanceof ImageMissing && request.login().isPresent()) {
            return PreflightCheck.failed(
                    CheckKind.REGISTRY,
                    new ImageMissing(
                            "Image " + request.image().map(ImageRef::toString).orElse("") + " for " + place
                                    + ": the image is neither there nor in the registry",
                            "It may have been cleaned up: run the build that made it again"));
        }
        if (trouble instanceof RegistryRefused refused
                && refused.isLogin()
                && request.login().isPresent()) {
            RegistryLogin login = request.login().get();
            return PreflightCheck.failed(
                    CheckKind.REGISTRY,
                    new RegistryRefused(
                            "Registry %s refuses the login of '%s'".formatted(registry, login.username()),
                            "Check user name and password in the registry's credential; a token may have expired",
                            refused));
        }
        // the server may have another way to the registry, or a login of its own
        return request.purpose().doubtful(CheckKind.REGISTRY, trouble);
    }
}
