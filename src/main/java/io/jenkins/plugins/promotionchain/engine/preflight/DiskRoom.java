package io.jenkins.plugins.promotionchain.engine.preflight;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code df -P} (POSIX, utility "df"), in blocks of 1024 bytes or in inodes.
 *
 * @param total 0 where the file system does not count, as btrfs does not count inodes
 * @param free for root, who may use what is reserved
 * @param available for all others
 */
record DiskRoom(long total, long free, long available) {

    private static final Pattern LINE =
            Pattern.compile(".*?\\s([0-9]{1,18})\\s+([0-9]{1,18})\\s+(-?[0-9]{1,18})\\s+(?:[0-9]+%|-)\\s+/.*");
    private static final int KIBI = 1024;

    /** None where the line is no such line: nothing is known then. */
    static Optional<DiskRoom> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long total = Long.parseLong(matcher.group(1));
        long used = Long.parseLong(matcher.group(2));
        return total == 0
                ? Optional.empty()
                : Optional.of(
                        new DiskRoom(total, Math.max(0, total - used), Math.max(0, Long.parseLong(matcher.group(3)))));
    }

    static String inWords(long bytes) {
        double mebi = bytes / (double) (KIBI * KIBI);
        return mebi < KIBI
                ? String.format(Locale.ROOT, mebi < 10 ? "%.1f MiB" : "%.0f MiB", mebi)
                : String.format(Locale.ROOT, "%.1f GiB", mebi / KIBI);
    }
}
