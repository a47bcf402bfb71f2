package io.jenkins.plugins.promotionchain.board;

import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.config.LinkTemplate;
import io.jenkins.plugins.promotionchain.config.Links;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.ledger.BuildRef;
import java.util.Objects;

/**
 * One thing that a step did, as the page of its build tells it. Saved with the build, so plain texts only; what does not
 * apply is empty. Each method that adds something returns the line itself; not to be changed once it is on a board.
 */
public final class BoardLine {

    private static final String DIGEST = "sha256:";
    private static final int SHORT = 12;

    private final String step;
    private final String kind;
    private final String component;
    private String image = "";
    private String environment = "";
    private String commit = "";
    private String reason = "";
    private String forcedBy = "";
    private String environmentUrl = "";
    private String commitUrl = "";
    private String imageUrl = "";
    private String originEnvironment = "";
    private String originJob = "";
    private int originNumber;

    /** What was done. */
    public enum Kind {
        BUILT,
        REUSED,
        DEPLOYED,
        ROLLED_BACK,
        MIGRATED,
        PASSED,
        FOUND_FAILING,
        REFUSED,
        FAILED,
        ABORTED
    }

    private BoardLine(String step, Kind kind, ComponentName component) {
        this.step = step;
        this.kind = kind.name();
        this.component = component.value();
    }

    /** @param step id of the step's transaction: a step writes one line, however often it is resumed */
    public static BoardLine of(String step, Kind kind, ComponentName component) {
        return new BoardLine(step, kind, component);
    }

    /** With what it was done. */
    public BoardLine with(ImageRef used) {
        image = used.toString();
        return this;
    }

    /** Where it was done. */
    public BoardLine in(EnvironmentSettings place) {
        environment = place.name().value();
        environmentUrl = place.site().map(LinkTemplate::text).orElse("");
        return this;
    }

    /** @param id of the commit that was checked out; may be empty */
    public BoardLine ofCommit(String id) {
        commit = id;
        return this;
    }

    /** With links to the pages of its commit and image, which are known by now. */
    public BoardLine linked(Links links) {
        commitUrl = links.commit()
                .filter(page -> !commit.isEmpty())
                .map(page -> page.pageOfCommit(commit))
                .orElse("");
        imageUrl = links.image()
                .filter(page -> !image.isEmpty())
                .map(page -> page.pageOf(ImageRef.parse(image)))
                .orElse("");
        return this;
    }

    /** @param sentence why it came to that, without secrets */
    public BoardLine because(String sentence) {
        reason = sentence;
        return this;
    }

    /** @param who overruled the gate */
    public BoardLine forcedBy(String who) {
        forcedBy = who;
        return this;
    }

    /** The build that made the image. */
    public BoardLine madeBy(BuildRef build) {
        originJob = build.job();
        originNumber = build.number();
        return this;
    }

    /** The build that brought the image to the environment before. */
    public BoardLine promotedFrom(EnvironmentName before, BuildRef build) {
        originEnvironment = before.value();
        return madeBy(build);
    }

    /** An earlier version saved no links. */
    private Object readResolve() {
        environmentUrl = Objects.requireNonNullElse(environmentUrl, "");
        commitUrl = Objects.requireNonNullElse(commitUrl, "");
        imageUrl = Objects.requireNonNullElse(imageUrl, "");
        return this;
    }

    boolean isOfTheStepOf(BoardLine other) {
        return step.equals(other.step);
    }

    /** Name of a {@link Kind}. */
    public String getKind() {
        return kind;
    }

    public String getComponent() {
        return component;
    }

    /** {@code repository@sha256:…}. */
    public String getImage() {
        return image;
    }

    /** The first 12 of the digest's 64 hexadecimal digits. */
    public String getShortDigest() {
        int digits = image.indexOf(DIGEST) + DIGEST.length();
        return image.isEmpty() ? "" : image.substring(digits, digits + SHORT);
    }

    public String getEnvironment() {
        return environment;
    }

    public String getCommit() {
        return commit;
    }

    /** Where people see the environment; empty where that is not configured. */
    public String getEnvironmentUrl() {
        return environmentUrl;
    }

    /** Page of the commit; empty where none is configured. */
    public String getCommitUrl() {
        return commitUrl;
    }

    /** Page of the image; empty where none is configured. */
    public String getImageUrl() {
        return imageUrl;
    }

    public String getReason() {
        return reason;
    }

    public String getForcedBy() {
        return forcedBy;
    }

    public String getOriginEnvironment() {
        return originEnvironment;
    }

    /** The build that the image comes from as users know it, with its job. */
    public String getOriginName() {
        return originJob.isEmpty() ? "" : originJob + " #" + originNumber;
    }

    /** Below the address of Jenkins; empty where that build is gone, or who looks may not know of it. */
    public String getOriginUrl() {
        return originJob.isEmpty() ? "" : BuildLink.to(originJob, originNumber);
    }
}
