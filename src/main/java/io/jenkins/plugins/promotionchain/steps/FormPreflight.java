package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.model.ItemGroup;
import io.jenkins.plugins.promotionchain.config.Chain;
import io.jenkins.plugins.promotionchain.config.Chains;
import io.jenkins.plugins.promotionchain.config.ConnectionFinding;
import io.jenkins.plugins.promotionchain.config.ConnectionTest;
import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.ssh.SshConnector;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.secrets.JenkinsCredentials;
import io.jenkins.plugins.promotionchain.secrets.SecretResolver;
import io.jenkins.plugins.promotionchain.secrets.SecretScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code preflight} looks at, for the page of the configuration: from the controller, without a build or an image. */
@Extension
public final class FormPreflight implements ConnectionTest {

    @Override
    public List<ConnectionFinding> of(Chains chains, Chain chain, EnvironmentSettings environment, ItemGroup<?> context)
            throws IOException, InterruptedException {
        List<ConnectionFinding> findings = new ArrayList<>();
        for (ComponentName component : List.of(EnvironmentSettings.BACKEND, EnvironmentSettings.FRONTEND)) {
            StepLog masks = new StepLog();
            SecretScope scope =
                    new SecretScope(environment.secretPrefix(), component, chain.sharedSecrets(), chains.prefixes());
            StepTarget target = new StepTarget(
                    chain,
                    environment,
                    component,
                    new SecretResolver(scope, JenkinsCredentials.of(context), masks::hide));
            look(target).forEach(check -> findings.add(finding(component, check, masks)));
        }
        return findings;
    }

    private static List<PreflightCheck> look(StepTarget target) throws IOException, InterruptedException {
        PreflightLook look = new PreflightLook(
                target,
                Optional.empty(),
                access -> SshConnector.real().connect(access, Log.nowhere()),
                Optional.empty(),
                Optional.empty(),
                Map.of());
        try {
            return look.look().checks();
        } catch (PromotionFailure e) {
            // The other component is looked at all the same.
            return List.of(PreflightCheck.failed(CheckKind.HOST, e));
        }
    }

    private static ConnectionFinding finding(ComponentName component, PreflightCheck check, StepLog masks) {
        return new ConnectionFinding(
                component.value(),
                check.kind().toString(),
                check.result().name(),
                masks.mask(check.found()),
                masks.mask(check.fix()));
    }
}
