package io.jenkins.plugins.promotionchain.config;

import java.util.Optional;

/**
 * Where people read about what an application is made of.
 *
 * @param commit the page of a commit
 * @param image the page of an image in its registry
 */
public record Links(Optional<LinkTemplate> commit, Optional<LinkTemplate> image) {

    public static final Links NONE = new Links(Optional.empty(), Optional.empty());
}
