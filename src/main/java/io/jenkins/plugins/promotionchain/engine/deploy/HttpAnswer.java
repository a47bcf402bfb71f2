package io.jenkins.plugins.promotionchain.engine.deploy;

import java.util.Optional;

/**
 * What a web server said to one request.
 *
 * @param status of the answer
 * @param location target of a redirect, as it was sent
 * @param beginning the first {@value #SHOWN} characters of the body, on one line
 */
record HttpAnswer(int status, Optional<String> location, String beginning) {

    /** How much of a body is kept for people. */
    static final int SHOWN = 200;

    boolean redirects() {
        return location.isPresent()
                && (status == 301 || status == 302 || status == 303 || status == 307 || status == 308);
    }
}
