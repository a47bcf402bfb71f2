package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/**
 * Turns what docker said into one sentence that a user can act upon. Docker's exit status tells next to nothing (125
 * for
 * all its own errors), so its words have to be recognised; those listed here are of clients and engines 20.10 to 28.
 * What
 * is not recognised is passed on with its last line.
 */
public final class DockerFailure {

    private record Symptom(
            Pattern words, String meaning, String whatToDo, BiFunction<String, String, PromotionFailure> failure) {}

    private static final List<Symptom> SYMPTOMS = List.of(
            symptom(
                    "permission denied while trying to connect to the docker",
                    "the account may not use docker",
                    "Add the account to the group 'docker' on that server and let it log in anew",
                    CommandFailed::new),
            symptom(
                    "docker: (command )?not found|docker: no such file",
                    "docker is not installed there or not on the account's PATH",
                    "Install docker on that server, or link it into /usr/bin",
                    CommandFailed::new),
            symptom(
                    "cannot connect to the docker daemon|failed to connect to the docker api at|error during connect",
                    "the docker engine does not answer",
                    "Look at 'systemctl status docker' on that server",
                    CommandFailed::new),
            symptom(
                    "no space left on device",
                    "the disk is full",
                    "Make room on that server ('docker system df' shows what docker holds, 'docker image prune --all'"
                            + " removes unused images) and run the build again",
                    CommandFailed::new),
            symptom(
                    "port is already allocated|address already in use|ports are not available",
                    "the port is taken by something else",
                    "Stop what holds it ('docker ps' and 'ss -ltnp' on that server show it) or choose another port",
                    CommandFailed::new),
            symptom(
                    "cannot assign requested address",
                    "the server does not have the address that the port is to be published on",
                    "Correct the publish address in the configuration of the environment",
                    CommandFailed::new),
            symptom(
                    "no matching manifest for|exec format error|platform .* does not match",
                    "the image is not made for that server's kind of processor",
                    "Name the platform in buildOnce (platforms: ['linux/amd64']) and build anew",
                    ImageMissing::new),
            symptom(
                    "manifest unknown|manifest for .* not found|not found: manifest|no such image"
                            + "|name unknown|unable to find image|: not found$",
                    "the image is neither there nor in the registry",
                    "It may have been cleaned up: run the build that made it again",
                    ImageMissing::new),
            symptom(
                    "unauthorized|no basic auth credentials|authentication required|denied: |pull access denied"
                            + "|403 forbidden",
                    "the registry refuses that account",
                    "Check the registry's credential and that the account may pull from this repository",
                    RegistryRefused::new),
            symptom(
                    "no such host|connection refused|i/o timeout|tls handshake|x509:|http response to https client"
                            + "|request canceled|context deadline exceeded|connection reset|: (unexpected )?eof$",
                    "the registry cannot be reached from there",
                    "Check the server's network, name resolution and trust in the registry's certificate",
                    RegistryRefused::new),
            symptom(
                    "poorly formatted environment|invalid utf8 bytes|invalid env file|bufio.scanner: token too long",
                    "docker cannot read the environment file",
                    "Look for a line that is not NAME=value in the environment file on that server",
                    CommandFailed::new),
            symptom(
                    "the container name .* is already in use",
                    "another deployment of the same container is under way",
                    "Wait for it to end and run the build again",
                    CommandFailed::new));

    /** What docker puts below an error. */
    private static final Pattern HINT = Pattern.compile("^(?:See|Run) 'docker .*--help'");

    private static final Pattern QUOTES_ENVIRONMENT =
            Pattern.compile("(?i)poorly formatted environment|invalid utf8 bytes|invalid env file");

    private DockerFailure() {}

    /**
     * @param what had been tried, as the beginning of a sentence: {@code "Pulling x on y failed"}
     * @param result of a command that did not succeed
     */
    public static PromotionFailure of(String what, CommandResult result) {
        String said = result.errors().isBlank() ? result.output() : result.errors();
        return SYMPTOMS.stream()
                .filter(symptom -> symptom.words().matcher(said).find())
                .findFirst()
                .map(symptom -> symptom.failure().apply(what + ": " + symptom.meaning(), symptom.whatToDo()))
                .orElseGet(() -> new CommandFailed(
                        what + " with exit status " + result.exitStatus() + lastLine(said),
                        "See docker's own words above"));
    }

    /** Docker quotes the line of an env file that it cannot read, and that line may be half a secret. */
    public static String withoutQuotedEnvironment(String line) {
        return QUOTES_ENVIRONMENT.matcher(line).find()
                ? "docker cannot read the environment file (its words quote the file and are left out)"
                : line;
    }

    private static String lastLine(String said) {
        return said.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !HINT.matcher(line).find())
                .reduce((before, last) -> last)
                .map(last -> ": " + last)
                .orElse("");
    }

    private static Symptom symptom(
            String words, String meaning, String whatToDo, BiFunction<String, String, PromotionFailure> failure) {
        return new Symptom(
                Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE), meaning, whatToDo, failure);
    }
}
