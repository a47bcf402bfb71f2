package io.jenkins.plugins.promotionchain.engine.image;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Computes the source fingerprint: SHA-256 over a text in UTF-8 in which each line ends with a line feed. The lines
 * are, in this order:
 *
 * <pre>
 * promotion-chain-fingerprint/1
 * context TREE              git tree id of the build context
 * dockerfile BLOB           git blob id of the Dockerfile
 * dockerignore BLOB         git blob id of the file named as the Dockerfile with .dockerignore after it, or -
 * target STAGE              the stage to build, or -
 * platform PLATFORM         one line for each, sorted; none when the engine decides
 * build-arg NAME HASH       one line for each, sorted by name; HASH is the SHA-256 of the value, in hexadecimal
 * converted HASH            only where attributes of git change bytes on checkout: SHA-256 of the lines that name them
 * base IMAGE DIGEST         one line for each pinned base image, sorted; none without pinBase
 * </pre>
 *
 * <p>No path, branch, commit or time is in it: the same content has the same fingerprint wherever it is. A
 * {@code .dockerignore} at the top of the context is part of its tree. Not in it: base images that are not
 * pinned, and files that git ignores. docs/fingerprint.md says more.
 *
 * <p>A source that differs from its commit has one line more, {@code dirty TIME HASH}, with the time of the build and
 * the SHA-256 of git's list of changes. Such a fingerprint names one build and is never met again, so that nothing is
 * reused for it.
 */
final class FingerprintCalculator {

    private static final String VERSION_LINE = "promotion-chain-fingerprint/1";
    private static final String NONE = "-";

    private FingerprintCalculator() {}

    /**
     * @param bases name and digest of each pinned base image
     * @param now counts for a source that is not clean only
     */
    static SourceFingerprint of(SourceState source, BuildRequest request, List<String> bases, Instant now) {
        return new SourceFingerprint(sha256(canonicalText(source, request, bases, now)));
    }

    /** The fingerprint of a source whose base images are not pinned. */
    static SourceFingerprint of(SourceState source, BuildRequest request, Instant now) {
        return of(source, request, List.of(), now);
    }

    static String canonicalText(SourceState source, BuildRequest request, List<String> bases, Instant now) {
        StringBuilder text = new StringBuilder();
        line(text, VERSION_LINE);
        line(text, "context " + source.contextTree().orElse(NONE));
        line(text, "dockerfile " + source.dockerfile().orElse(NONE));
        line(text, "dockerignore " + source.dockerignore().orElse(NONE));
        line(text, "target " + request.target().orElse(NONE));
        request.platforms().stream().sorted().forEach(platform -> line(text, "platform " + platform));
        new TreeMap<>(request.buildArguments())
                .forEach((name, value) -> line(text, "build-arg " + name + " " + sha256(value)));
        if (!source.conversions().isEmpty()) {
            line(text, "converted " + sha256(String.join("\n", source.conversions()) + "\n"));
        }
        bases.stream().sorted().forEach(base -> line(text, "base " + base));
        if (!source.isClean()) {
            line(text, "dirty " + now + " " + sha256(String.join("\n", source.changes())));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
