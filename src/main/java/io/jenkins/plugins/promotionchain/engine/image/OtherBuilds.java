package io.jenkins.plugins.promotionchain.engine.image;

/**
 * What a build knows of the others.
 *
 * @param turns shared with the builds that run at the same time
 * @param known what earlier builds made
 * @param who this build as users know it, for example {@code projectmeats » development #12}
 */
public record OtherBuilds(BuildTurns turns, KnownImages known, String who) {}
