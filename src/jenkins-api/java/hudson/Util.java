package hudson;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public class Util {
    public static String fixNull(String s) {
        return s == null ? "" : s;
    }

    public static String fixEmpty(String s) {
        return s == null || s.isEmpty() ? null : s;
    }

    public static String fixEmptyAndTrim(String s) {
        return s == null ? null : fixEmpty(s.trim());
    }
}
