package io.jenkins.plugins.promotionchain.steps;

import java.util.List;
import java.util.regex.Pattern;

/** Platforms as docker names them: {@code linux/amd64}, {@code linux/arm/v7} (OCI image index, platform). */
final class Platforms {

    private static final Pattern FORM = Pattern.compile("[a-z0-9]+/[a-z0-9_]+(/v[0-9]+)?");

    private Platforms() {}

    /** @throws IllegalArgumentException naming the first that is none */
    static List<String> checked(List<String> platforms) {
        for (String platform : platforms) {
            if (!FORM.matcher(platform).matches()) {
                throw new IllegalArgumentException("'" + platform
                        + "' is not a platform: system and processor, as in linux/amd64 or linux/arm/v7");
            }
        }
        return List.copyOf(platforms);
    }
}
