package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.BuildFailed;
import java.util.List;
import java.util.Locale;

/** Reads from the last words of docker what the user can do. */
final class DockerTrouble {

    static final String INSTALL = "Install docker there, or run the step on an agent that has it (label of the agent)";

    private static final int LINES = 3;
    private static final int LONGEST = 500;

    private DockerTrouble() {}

    /** @param whatFailed a sentence without its full stop; the last lines that docker wrote are added */
    static BuildFailed of(String whatFailed, CommandResult result) {
        String said = result.errors().isBlank() ? result.output() : result.errors();
        List<String> lines =
                said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        String last = String.join(" / ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        String text = Excerpt.end(last, LONGEST).replaceFirst("[.]+$", "");
        return new BuildFailed(
                "%s (exit status %d)%s".formatted(whatFailed, result.exitStatus(), text.isEmpty() ? "" : ": " + text),
                advice(result.exitStatus(), said.toLowerCase(Locale.ROOT)));
    }

    private static String advice(int exitStatus, String said) {
        if (exitStatus == 127) {
            return INSTALL;
        }
        if (said.contains("no space left on device")) {
            return "Its disk is full: look with 'docker system df' and free space there with 'docker image prune' or"
                    + " 'docker builder prune'";
        }
        // the words of docker up to 27, and those since
        if (said.contains("permission denied while trying to connect to the docker")
                || said.contains("permission denied") && said.contains("daemon socket")) {
            return "Let the agent's account use docker: put it into the group docker, then restart the agent";
        }
        if (said.contains("cannot connect to the docker daemon")
                || said.contains("failed to connect to the docker api at")
                || said.contains("is the docker daemon running")) {
            return "Start the docker engine there, or check DOCKER_HOST";
        }
        if (said.contains("pull access denied")
                || said.contains("manifest unknown")
                || said.contains("manifest for ")) {
            return "Check the base image in the Dockerfile's FROM: its name, its tag, and whether the registry's login"
                    + " may pull it";
        }
        if (said.contains("unauthorized") || said.contains("authentication required") || said.contains("denied")) {
            return "Check that the registry's account may push to this repository";
        }
        return "Look at the lines above, correct the cause and run the build again";
    }
}
