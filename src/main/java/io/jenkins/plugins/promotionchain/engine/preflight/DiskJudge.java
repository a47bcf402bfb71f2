package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.image.ImageLayers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether there is room for the image and for the files of a deployment. Of the image only those layers count that the
 * server does not have. Their compressed size is the least that they take: docker keeps them unpacked, and the packed
 * ones beside them until it has. That is {@value #FACTOR} times as much for what is usual, and what is recommended.
 */
final class DiskJudge {

    /** Text and programs unpack to two to three times their size. */
    static final int FACTOR = 3;

    private static final long KIBI = 1024;

    /** What containers write, and docker itself. */
    private static final long LITTLE_FOR_DOCKER = 100 * KIBI * KIBI;

    private static final long LITTLE_FOR_FILES = 10 * KIBI * KIBI;
    private static final long FEW_INODES = 1000;

    private static final String MAKE_ROOM = "Make room on that server ('docker system df' shows what docker holds,"
            + " 'docker image prune --all' removes unused images) and run the build again";

    private final Purpose purpose;
    private final String place;
    private final ServerFacts facts;

    DiskJudge(Purpose purpose, String place, ServerFacts facts) {
        this.purpose = purpose;
        this.place = place;
        this.facts = facts;
    }

    /** @param image what the registry says of it; none where it is on the server already, or not known */
    PreflightCheck judge(Optional<ImageLayers> image) {
        List<PreflightCheck> troubles = Stream.of(home(), image.flatMap(this::forImage), docker())
                .flatMap(Optional::stream)
                .toList();
        Optional<PreflightCheck> worst = troubles.stream()
                .filter(check -> check.result() == CheckResult.FAILED)
                .findFirst();
        return worst.or(() -> troubles.stream().findFirst())
                .orElseGet(() -> PreflightCheck.ok(
                        CheckKind.DISK,
                        room("docker")
                                        .map(room -> DiskRoom.inWords(room.free() * KIBI) + " free for docker")
                                        .orElse("there is room")
                                + image.map(layers -> ", " + DiskRoom.inWords(missing(layers)) + " to be fetched")
                                        .orElse("")));
    }

    private Optional<PreflightCheck> home() {
        Optional<Long> bytes = room("home").map(this::usable).map(blocks -> blocks * KIBI);
        Optional<Long> inodes = inodes("home").map(this::usable);
        if (bytes.filter(free -> free == 0).isPresent()
                || inodes.filter(free -> free == 0).isPresent()) {
            return Optional.of(PreflightCheck.failed(CheckKind.DISK, full("The account's home directory")));
        }
        return bytes.filter(free -> free < LITTLE_FOR_FILES).isPresent()
                        || inodes.filter(free -> free < FEW_INODES).isPresent()
                ? Optional.of(little("the account's home directory", bytes, inodes))
                : Optional.empty();
    }

    private Optional<PreflightCheck> forImage(ImageLayers image) {
        long needed = missing(image);
        Optional<Long> free = room("docker").map(room -> room.free() * KIBI);
        if (needed == 0 || free.isEmpty() || free.get() >= needed * FACTOR) {
            return Optional.empty();
        }
        String words = "There are " + DiskRoom.inWords(free.get()) + " free for docker on " + place
                + ", and the image has " + DiskRoom.inWords(needed) + " to be fetched, compressed";
        // docker may keep images on another disk than its root directory, and fetches another platform than the first
        return Optional.of(
                free.get() < needed && image.platforms() == 1
                        ? purpose.doubtful(CheckKind.DISK, new CommandFailed(words, MAKE_ROOM))
                        : PreflightCheck.warning(
                                CheckKind.DISK,
                                words + "; " + DiskRoom.inWords(needed * FACTOR) + " are recommended",
                                MAKE_ROOM));
    }

    private Optional<PreflightCheck> docker() {
        Optional<Long> bytes = room("docker").map(room -> room.free() * KIBI);
        Optional<Long> inodes = inodes("docker").map(DiskRoom::free);
        return bytes.filter(free -> free < LITTLE_FOR_DOCKER).isPresent()
                        || inodes.filter(free -> free < FEW_INODES).isPresent()
                ? Optional.of(little("docker", bytes, inodes))
                : Optional.empty();
    }

    private long missing(ImageLayers image) {
        return image.bytesWithout(new HashSet<>(facts.all("layers")));
    }

    private PromotionFailure full(String whose) {
        return new CommandFailed(whose + " on " + place + " has no room left: the disk is full", MAKE_ROOM);
    }

    private PreflightCheck little(String whose, Optional<Long> bytes, Optional<Long> inodes) {
        return PreflightCheck.warning(
                CheckKind.DISK,
                "There is little room for " + whose + " on " + place
                        + bytes.map(free -> ": " + DiskRoom.inWords(free)).orElse("")
                        + inodes.map(free -> ", " + free + " inodes").orElse(""),
                MAKE_ROOM);
    }

    private long usable(DiskRoom room) {
        return facts.yes("root") ? room.free() : room.available();
    }

    private Optional<DiskRoom> room(String of) {
        return facts.text(of + "-room").flatMap(DiskRoom::parse);
    }

    private Optional<DiskRoom> inodes(String of) {
        return facts.text(of + "-inodes").flatMap(DiskRoom::parse);
    }
}
