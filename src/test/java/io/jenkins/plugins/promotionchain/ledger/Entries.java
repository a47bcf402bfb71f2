package io.jenkins.plugins.promotionchain.ledger;

import io.jenkins.plugins.promotionchain.engine.image.SourceFingerprint;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Approved;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Built;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Deployed;
import io.jenkins.plugins.promotionchain.ledger.LedgerEntry.Verified;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Entries of an imagined application; the number tells them apart and orders them. */
final class Entries {

    static final ApplicationName SHOP = ApplicationName.of("shop");
    static final ImageRepository REPOSITORY = ImageRepository.parse("registry.example.com/shop/backend");
    private static final Instant BEGAN = Instant.parse("2026-01-01T00:00:00Z");

    private Entries() {}

    static Instant at(int number) {
        return BEGAN.plusSeconds(number);
    }

    static BuildRef build(int number) {
        return new BuildRef("shop/main", number, "https://ci.example.com/job/shop/job/main/" + number + "/");
    }

    static ImageDigest digest(int number) {
        return ImageDigest.of("sha256:%064x".formatted(number));
    }

    static ImageRef image(int number) {
        return new ImageRef(REPOSITORY, digest(number));
    }

    static SourceFingerprint fingerprint(int number) {
        return new SourceFingerprint("%064x".formatted(number + 1_000_000));
    }

    static DeploymentTarget place(String environment) {
        return new DeploymentTarget(SHOP, EnvironmentName.of(environment), ComponentName.of("backend"));
    }

    static Built built(int number, int image) {
        return new Built(
                at(number),
                build(number),
                ComponentName.of("backend"),
                image(image),
                fingerprint(image),
                "c0ffee",
                Built.Origin.BUILT);
    }

    static Deployed deployed(int number, String environment, int image) {
        return deployed(number, environment, image, Deployed.Outcome.HEALTHY);
    }

    static Deployed deployed(int number, String environment, int image, Deployed.Outcome outcome) {
        return new Deployed(
                at(number),
                build(number),
                "transaction-" + number,
                place(environment),
                image(image),
                Optional.empty(),
                Deployed.Kind.DEPLOYMENT,
                outcome,
                outcome == Deployed.Outcome.HEALTHY ? "" : "It did not become healthy",
                Optional.empty(),
                "",
                "");
    }

    static Verified verified(int number, String environment, int image, Verified.Result result) {
        return new Verified(at(number), build(number), place(environment), image(image), result, "", "");
    }

    static Approved approved(int number, String environment, int image) {
        return new Approved(
                at(number),
                build(number),
                SHOP,
                EnvironmentName.of(environment),
                Set.of(digest(image)),
                "somebody",
                "after the tests");
    }
}
