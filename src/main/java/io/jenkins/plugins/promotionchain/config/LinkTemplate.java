package io.jenkins.plugins.promotionchain.config;

import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * The address of a page that people open in a browser, with places for what differs from one to the next: {@code {commit}},
 * or {@code {repository}} (path in the registry) and {@code {digest}} (with {@code sha256:}).
 */
public record LinkTemplate(String text) {

    private static final int LONGEST = 1000;
    private static final String COMMIT = "{commit}";
    private static final String REPOSITORY = "{repository}";
    private static final String DIGEST = "{digest}";

    public LinkTemplate {
        if (text.contains("@")) {
            // not told: a password may stand before it
            throw new IllegalArgumentException("An address with an @ is not taken, as it may hold a password");
        }
        String example = text;
        for (String place : List.of(COMMIT, REPOSITORY, DIGEST)) {
            example = example.replace(place, "0");
        }
        if (text.length() > LONGEST || !isPage(example)) {
            throw new IllegalArgumentException("'" + text
                    + "' is not the address of a page: http:// or https://, a host, at most 1000 characters, and"
                    + " nothing in braces that has no meaning here");
        }
    }

    /** @throws IllegalArgumentException when it is no address, or the same for all commits */
    static LinkTemplate ofCommits(String text) {
        return having(text, List.of(COMMIT), List.of(REPOSITORY, DIGEST));
    }

    /** @throws IllegalArgumentException when it is no address, or the same for all images */
    static LinkTemplate ofImages(String text) {
        return having(text, List.of(REPOSITORY, DIGEST), List.of(COMMIT));
    }

    /** @throws IllegalArgumentException when it is no address, or has a place for something */
    static LinkTemplate ofSite(String text) {
        return having(text, List.of(), List.of(COMMIT, REPOSITORY, DIGEST));
    }

    private static LinkTemplate having(String text, List<String> oneOf, List<String> none) {
        LinkTemplate template = new LinkTemplate(text);
        if (!oneOf.isEmpty() && oneOf.stream().noneMatch(text::contains)) {
            throw new IllegalArgumentException("'" + text + "' would be the same page for all; put "
                    + String.join(" or ", oneOf) + " in its place");
        }
        if (none.stream().anyMatch(text::contains)) {
            throw new IllegalArgumentException("'" + text + "' has a place for what is not known here"
                    + (oneOf.isEmpty() ? "" : "; known is " + String.join(" and ", oneOf)));
        }
        return template;
    }

    private static boolean isPage(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** @param id of a commit, hexadecimal */
    public String pageOfCommit(String id) {
        return text.replace(COMMIT, id);
    }

    /** The page of an image; what its names are made of needs no escaping in an address. */
    public String pageOf(ImageRef image) {
        return text.replace(REPOSITORY, image.repository().path())
                .replace(DIGEST, image.digest().value());
    }
}
