package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.failure.CommandFailed;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import org.junit.jupiter.api.Test;

class RightsJudgeTest {

    private static PreflightCheck judge(Requests request, String facts) {
        return RightsJudge.judge(Requests.PLACE, request.made(), ServerFacts.parse("account=django\n" + facts));
    }

    @Test
    void isContentWithWhatADeploymentWrites() {
        assertThat(judge(new Requests().with("A", "1"), "state=yes .\nenv-directory=yes .\nenv-file=readable"))
                .isEqualTo(PreflightCheck.ok(CheckKind.RIGHTS, "django may write what it has to"));
    }

    @Test
    void failsWhereTheStateOfADeploymentCannotBeKept() {
        PreflightCheck check = judge(new Requests(), "state=no .promotion-chain");

        assertThat(check.found()).contains("may not write to .promotion-chain on django@10.0.0.5");
        assertThat(check.fix()).contains("Give django the right");
        assertThat(check.failure()).get().isInstanceOf(CommandFailed.class);
    }

    @Test
    void asksForTheDirectoryOfTheEnvironmentFileOnlyWhereOneIsWritten() {
        String facts = "state=yes .\nenv-directory=no /etc/shop";

        assertThat(judge(new Requests(), facts).result()).isEqualTo(CheckResult.OK);
        assertThat(judge(new Requests().with("A", "1"), facts).found())
                .contains("/etc/shop", "the environment file .promotion-chain/shop/backend.env");
    }

    @Test
    void failsWhereTheEnvironmentFileCannotBeRead() {
        assertThat(judge(new Requests(), "state=yes .\nenv-file=unreadable").found())
                .contains("may not read the environment file");
        assertThat(judge(new Requests(), "state=yes .\nenv-file=absent").result())
                .isEqualTo(CheckResult.OK);
    }

    @Test
    void leavesAnEnvironmentFileOfSomebodyElseAlone() {
        String facts = "state=yes .\nenv-directory=yes .\nenv-foreign=yes";

        assertThat(judge(new Requests(), facts).result()).isEqualTo(CheckResult.OK);
        assertThat(judge(new Requests().with("A", "1"), facts).failure())
                .get()
                .isInstanceOf(InvalidInput.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("was not written by Promotion Chain and is left alone");
    }

    @Test
    void failsWhereEnvConfigCannotBeWritten() {
        assertThat(judge(new Requests(), "state=yes .\nconfig=no /opt").found())
                .contains("may not write to /opt", "env-config.js");
    }
}
