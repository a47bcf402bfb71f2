package io.jenkins.plugins.promotionchain.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.acceptance.Rehearsed.Ended;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A second run of the whole chain, with nothing changed. */
class SecondRunIT extends OnTheSandbox {

    @Test
    void changesNothingOnTheServersAndSaysSo() throws Exception {
        runAll(description -> {});
        List<TreeMap<String, String>> files = List.of(files(backend), files(frontend));
        List<String> engines = List.of(engine(backend), engine(frontend));
        String nginx = nginxProcesses();

        Ended again = runAll(description -> {});

        assertThat(List.of(files(backend), files(frontend))).isEqualTo(files);
        assertThat(List.of(engine(backend), engine(frontend))).isEqualTo(engines);
        assertThat(nginxProcesses()).isEqualTo(nginx);
        for (String step : List.of("deployBackend", "deployFrontend")) {
            assertThat(again.result(step).getBoolean("changed")).isFalse();
            assertThat(again.result(step).getJSONArray("changes")).isEmpty();
        }
        assertThat(again.results("buildOnce")).noneMatch(build -> build.getBoolean("built"));
        assertThat(again.log())
                .contains("Nothing to change: acceptance-backend")
                .contains("Nothing to change: acceptance-frontend")
                .contains("No migrations to apply")
                .doesNotContain("Changed on");
    }

    /** Inode, time, size and mode of every file of a server that is not docker's or a log. */
    private static TreeMap<String, String> files(Machine machine) throws Exception {
        TreeMap<String, String> found = new TreeMap<>();
        for (String directory : List.of("etc", "home", "root", "opt", "srv")) {
            try (Stream<Path> all = Files.walk(machine.files().resolve(directory))) {
                for (Path each : all.toList()) {
                    found.put(each.toString(), told(each));
                }
            }
        }
        return found;
    }

    /** A directory's own time says only that something was put into it and taken out again. */
    private static String told(Path file) throws Exception {
        var attributes = Files.readAttributes(
                file, java.nio.file.attribute.PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.fileKey() + " " + PosixFilePermissions.toString(attributes.permissions()) + " "
                + attributes.owner()
                + (attributes.isDirectory() ? "" : " " + attributes.lastModifiedTime() + " " + attributes.size());
    }

    /** Containers with the time of their start, images and volumes. */
    private static String engine(Machine machine) throws Exception {
        return machine.containers("")
                + machine.said(
                        "docker images --all --no-trunc --format '{{.ID}} {{.Repository}} {{.Digest}}' | sort; docker volume ls");
    }

    /** A reload makes new worker processes. */
    private String nginxProcesses() throws Exception {
        return frontend.said("pgrep nginx");
    }
}
