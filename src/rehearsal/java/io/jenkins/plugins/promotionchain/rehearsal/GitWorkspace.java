package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.rehearsal.run.StepFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The git work tree that is built.
 *
 * @param directory absolute
 */
record GitWorkspace(Path directory) {

    String commit() throws StepFailed, InterruptedException {
        return git("rev-parse", "HEAD");
    }

    void checkOut(String branch) throws StepFailed, InterruptedException {
        git("checkout", "--quiet", branch, "--");
    }

    private String git(String... words) throws StepFailed, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(words));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new StepFailed("git " + words[0] + " failed in " + directory + ": " + output
                        + "; give a git work tree with --workspace");
            }
            return output;
        } catch (IOException e) {
            throw new StepFailed("git cannot be run: " + e.getMessage(), e);
        }
    }
}
