package io.jenkins.plugins.promotionchain.engine.deploy;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads an env file by the rules of the docker client, down to its oddities; see {@link EnvFile}. */
final class DockerEnvReader {

    private static final int SCANNER_BUFFER = 64 * 1024;
    /** Go's unicode.IsSpace. */
    private static final String SPACE = "\t\n\u000b\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
            + "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

    private DockerEnvReader() {}

    static Map<String, String> read(byte[] file) {
        Map<String, String> values = new LinkedHashMap<>();
        int begin = 0;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '\n') {
                if (i - begin + 1 > SCANNER_BUFFER) {
                    throw new IllegalArgumentException("bufio.Scanner: token too long");
                }
                int end = i > begin && file[i - 1] == '\r' ? i - 1 : i;
                readLine(utf8(file, begin, end), begin == 0, values);
                begin = i + 1;
            }
        }
        if (begin < file.length) {
            throw new IllegalArgumentException("We always end the last line");
        }
        return values;
    }

    private static void readLine(String text, boolean first, Map<String, String> values) {
        String line = first && text.startsWith("\ufeff") ? text.substring(1) : text;
        int start = 0;
        while (start < line.length() && SPACE.indexOf(line.charAt(start)) >= 0) {
            start++;
        }
        line = line.substring(start);
        if (line.isEmpty() || line.startsWith("#") || !line.contains("=")) {
            return;
        }
        String name = line.substring(0, line.indexOf('='));
        if (name.isEmpty() || name.contains(" ") || name.contains("\t")) {
            throw new IllegalArgumentException("poorly formatted environment: '" + name + "'");
        }
        values.put(name, line.substring(line.indexOf('=') + 1));
    }

    private static String utf8(byte[] file, int begin, int end) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file, begin, end - begin))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("env file contains invalid utf8 bytes", e);
        }
    }
}
