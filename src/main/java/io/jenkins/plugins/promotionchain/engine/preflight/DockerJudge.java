package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.deploy.DockerFailure;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether docker is there, recent enough, and open to the account. */
final class DockerJudge {

    /** Client and engine: {@code 20.10.24+dfsg1 28.1.1}. */
    private static final Pattern VERSIONS = Pattern.compile("(\\S+) ((\\d{1,4})\\.(\\d{1,4})\\S*)");

    private static final int OLDEST = 20;
    private static final int OLDEST_MINOR = 10;

    private DockerJudge() {}

    static PreflightCheck judge(String place, ServerFacts facts) {
        Optional<CommandResult> said = facts.command("docker");
        if (said.isEmpty() || !said.get().succeeded()) {
            return PreflightCheck.failed(
                    CheckKind.DOCKER,
                    DockerFailure.of(
                            "Docker on " + place + " cannot be used", said.orElse(new CommandResult(127, "", ""))));
        }
        Matcher versions = VERSIONS.matcher(facts.text("docker").orElse(""));
        if (!versions.matches()) {
            return PreflightCheck.ok(CheckKind.DOCKER, "it answers");
        }
        String engine = "engine " + versions.group(2);
        int major = Integer.parseInt(versions.group(3));
        int minor = Integer.parseInt(versions.group(4));
        return major > OLDEST || (major == OLDEST && minor >= OLDEST_MINOR)
                ? PreflightCheck.ok(CheckKind.DOCKER, engine)
                : PreflightCheck.warning(
                        CheckKind.DOCKER,
                        "Docker on " + place + " is older than what this plugin is tested with (" + engine + ")",
                        "Install Docker 20.10 or later on that server");
    }
}
