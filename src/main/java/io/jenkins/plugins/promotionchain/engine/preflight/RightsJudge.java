package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.deploy.EnvironmentPlacement;
import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import java.util.Optional;

/** Whether the account may write what a deployment writes, and read what it reads. */
final class RightsJudge {

    private static final String NO = "no ";

    private RightsJudge() {}

    static PreflightCheck judge(String place, PreflightRequest request, ServerFacts facts) {
        String file = request.environment().envFile();
        boolean written = !request.environment().values().isEmpty();
        if (written && (facts.yes("env-foreign") || facts.yes("exports-foreign"))) {
            return PreflightCheck.failed(
                    CheckKind.RIGHTS,
                    EnvironmentPlacement.foreign(facts.yes("env-foreign") ? file : file + ".exports", place));
        }
        Optional<String> trouble = denied(facts, "state")
                .map(where -> "The account may not write to " + where + " on " + place
                        + ", where deployments keep their state (.promotion-chain in its home directory)")
                .or(() -> written
                        ? denied(facts, "env-directory")
                                .map(where -> "The account may not write to " + where + " on " + place
                                        + ", where the environment file " + file + " belongs")
                        : Optional.empty())
                .or(() -> facts.text("env-file").equals(Optional.of("unreadable"))
                        ? Optional.of("The account may not read the environment file " + file + " on " + place)
                        : Optional.empty())
                .or(() -> denied(facts, "config")
                        .map(where -> "The account may not write to " + where + " on " + place
                                + ", where env-config.js belongs"));
        return trouble.map(words -> PreflightCheck.failed(
                        CheckKind.RIGHTS,
                        new CommandFailed(
                                words,
                                "Give " + facts.text("account").orElse("the account")
                                        + " the right to it, see that the file system is not mounted read-only, or"
                                        + " configure another path")))
                .orElseGet(() -> PreflightCheck.ok(
                        CheckKind.RIGHTS, facts.text("account").orElse("the account") + " may write what it has to"));
    }

    /** The directory that is in the way. */
    private static Optional<String> denied(ServerFacts facts, String name) {
        return facts.text(name).filter(text -> text.startsWith(NO)).map(text -> text.substring(NO.length()));
    }
}
