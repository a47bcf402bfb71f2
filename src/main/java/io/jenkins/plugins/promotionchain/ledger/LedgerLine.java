package io.jenkins.plugins.promotionchain.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A line: the CRC-32C (RFC 3720, appendix B.4) of the text in 8 hexadecimal digits, a space, the text in UTF-8, LF. */
final class LedgerLine {

    static final byte END = '\n';
    private static final int CHECKSUM_DIGITS = 8;

    private LedgerLine() {}

    /** @param text without a line feed */
    static byte[] encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[CHECKSUM_DIGITS + 1 + bytes.length + 1];
        byte[] checksum = checksum(bytes, 0, bytes.length).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(checksum, 0, line, 0, CHECKSUM_DIGITS);
        line[CHECKSUM_DIGITS] = ' ';
        System.arraycopy(bytes, 0, line, CHECKSUM_DIGITS + 1, bytes.length);
        line[line.length - 1] = END;
        return line;
    }

    /**
     * @param to where the line feed is
     * @return the text; none when the line is not as it was written
     */
    static Optional<String> decode(byte[] file, int from, int to) {
        int start = from + CHECKSUM_DIGITS + 1;
        if (to < start || file[start - 1] != ' ') {
            return Optional.empty();
        }
        String told = new String(file, from, CHECKSUM_DIGITS, StandardCharsets.US_ASCII);
        return told.equals(checksum(file, start, to - start))
                ? Optional.of(new String(file, start, to - start, StandardCharsets.UTF_8))
                : Optional.empty();
    }

    private static String checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return String.format("%08x", crc.getValue());
    }
}
