package io.jenkins.plugins.promotionchain.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What docs/jenkins-api.md says.
 *
 * @param members the members listed for a type, by the type's name
 * @param own those of them that only the stand-in has
 * @param versions the version compared with, by the repository's name
 */
record JenkinsApiDocument(
        SortedMap<String, SortedSet<String>> members,
        SortedMap<String, SortedSet<String>> own,
        SortedMap<String, String> versions) {

    private static final Pattern HEADING = Pattern.compile("## (?:jenkinsci/)?([^, ]+).*, (\\S+)");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.*) \\| `([^`]+)` \\|");
    private static final Pattern MEMBER = Pattern.compile("`([^`]+)`( \\*own\\*)?");

    static JenkinsApiDocument read(Path page) throws IOException {
        JenkinsApiDocument document = new JenkinsApiDocument(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (String line : Files.readAllLines(page)) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                document.versions.put(heading.group(1), heading.group(2));
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                document.add(row.group(1), row.group(2));
            }
        }
        return document;
    }

    private void add(String type, String listed) {
        SortedSet<String> all = new TreeSet<>();
        SortedSet<String> onlyHere = new TreeSet<>();
        Matcher member = MEMBER.matcher(listed);
        while (member.find()) {
            all.add(member.group(1));
            if (member.group(2) != null) {
                onlyHere.add(member.group(1));
            }
        }
        members.put(type, all);
        own.put(type, onlyHere);
    }
}
