package io.jenkins.plugins.promotionchain.engine.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.deploy.FakeServer;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.ProxyConfigurationRejected;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NginxJudgeTest {

    private static final String FRONT = "promotion-chain-port-shop-backend";
    private static final String NO_NGINX = "site-" + FRONT + "=\nsite-" + FRONT + "-status=10\n";
    private static final String READY = "site-" + FRONT + "=file=/etc/nginx/sites-enabled/" + FRONT + ".conf\nsite-"
            + FRONT + "=result=ready\nsite-" + FRONT + "-status=0\n";
    private static final String BROKEN = "nginx-test=nginx: [emerg] unknown directive \"liste\" in /etc/nginx/x:3\n"
            + "nginx-test=nginx: configuration file /etc/nginx/nginx.conf test failed\nnginx-test-status=1\n";

    private static Optional<PreflightCheck> judge(Requests request, String facts) {
        NginxReload nginx = new NginxReload(new FakeServer(new Port(1)), NginxInstallation.packaged(), Log.nowhere());
        return new NginxJudge(nginx, request.made(), ServerFacts.parse(facts)).judge();
    }

    private static Requests withSite() {
        Requests request = new Requests();
        request.site = Optional.of("shop-frontend");
        return request;
    }

    @Test
    void asksForNothingWhereNginxIsNotNeeded() {
        assertThat(judge(new Requests().replacedBy(SwapStrategy.RECREATE), "")).isEmpty();
    }

    @Test
    void isContentWhereNginxCanBeUsed() {
        assertThat(judge(new Requests(), READY + "nginx-test-status=0\n"))
                .contains(PreflightCheck.ok(CheckKind.NGINX, "it runs and accepts its configuration"));
    }

    @Test
    void needsNoNginxWhereTheContainerCanBeReplacedWithoutIt() {
        PreflightCheck check = judge(new Requests(), NO_NGINX).orElseThrow();

        assertThat(check.result()).isEqualTo(CheckResult.OK);
        assertThat(check.found()).contains("with a short interruption: There is no nginx on django@server");
    }

    @Test
    void failsWithoutNginxWhereItIsAskedFor() {
        PreflightCheck check =
                judge(new Requests().replacedBy(SwapStrategy.NGINX), NO_NGINX).orElseThrow();

        assertThat(check.failure())
                .get()
                .isInstanceOf(InvalidInput.class)
                .extracting(Throwable::getMessage)
                .asString()
                .startsWith("There is no nginx on django@server. Install it");
    }

    @Test
    void failsWhereASiteCannotBeWrittenWithTheWordsOfADeployment() {
        String foreign = "site-shop-frontend=file=/etc/nginx/conf.d/shop-frontend.conf\nsite-shop-frontend-status=18\n";
        String rights = "site-shop-frontend=sudo: a password is required\nsite-shop-frontend-status=14\n";

        assertThat(judge(withSite(), READY + foreign).orElseThrow().found())
                .isEqualTo("/etc/nginx/conf.d/shop-frontend.conf on django@server was not written by Promotion Chain"
                        + " and is left alone");
        assertThat(judge(withSite(), READY + rights).orElseThrow().found())
                .isEqualTo("The account may not run nginx on django@server: sudo: a password is required");
    }

    @Test
    void warnsADeploymentOfAConfigurationThatItsSiteMayPutRight() {
        assertThat(judge(new Requests(), READY + BROKEN).orElseThrow().result()).isEqualTo(CheckResult.WARNING);

        PreflightCheck check = judge(new Requests().asking(), READY + BROKEN).orElseThrow();
        assertThat(check.failure()).get().isInstanceOf(ProxyConfigurationRejected.class);
        assertThat(check.found()).endsWith("unknown directive \"liste\" in /etc/nginx/x:3");
    }

    @Test
    void isInDoubtWhereAContainerStandsBehindNginxAlready() {
        String behind = NO_NGINX + "front=" + FRONT + " 10.0.0.5:8000\n";

        assertThat(judge(new Requests(), behind).orElseThrow().result()).isEqualTo(CheckResult.WARNING);
        assertThat(judge(new Requests().asking(), behind).orElseThrow().result())
                .isEqualTo(CheckResult.FAILED);
    }
}
