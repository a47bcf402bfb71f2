package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ServerContainers;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.frontend.FrontendDeployment;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.Preflight;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightCheck;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightRequest;
import io.jenkins.plugins.promotionchain.engine.preflight.Purpose;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The checks that need no credential but the server's own: what {@code preflight} leaves out where another one is missing,
 * as a deployment would not begin without it.
 *
 * @param values of the environment that are known
 */
record RemainingChecks(StepTarget target, Optional<ImageRef> image, Map<String, Sensitive> values) {

    /** @param missing stands in the report before what is found */
    PreflightReport ask(Server server, SshTarget access, PreflightCheck missing)
            throws PromotionFailure, InterruptedException {
        Preflight preflight = new Preflight(server, NginxInstallation.packaged(), Clock.systemUTC());
        PreflightReport found = preflight.look(request(access.endpoint().host(), published(server)));
        // the registry was asked without a login, which may be what is missing
        return new PreflightReport(
                found.target(),
                Stream.concat(
                                Stream.of(missing),
                                found.checks().stream().filter(check -> check.kind() != CheckKind.REGISTRY))
                        .toList(),
                found.took());
    }

    private PreflightRequest request(HostAddress server, PublishedPort published) {
        boolean frontend = target.component().equals(EnvironmentSettings.FRONTEND);
        Optional<String> directory =
                Optional.of(target.host().site().envConfigDirectory().orElse(FrontendDeployment.DEFAULT_ENV_DIRECTORY));
        return new PreflightRequest(
                Purpose.QUESTION,
                target.deployment(),
                server,
                ContainerName.of(target.defaultName()),
                image,
                Optional.empty(),
                published,
                new ContainerEnvironment(target.envFile(), values),
                SwapStrategy.AUTO,
                frontend ? Optional.of(target.defaultName()) : Optional.empty(),
                frontend ? directory : Optional.empty(),
                Optional.empty());
    }

    /** Where the deployment before has published the container, if there was one. */
    private PublishedPort published(Server server) throws PromotionFailure, InterruptedException {
        DeployStep deployment = target.component().equals(EnvironmentSettings.FRONTEND)
                ? new DeployFrontendStep()
                : new DeployBackendStep();
        PublishedPort usual = deployment.published(target);
        try {
            return new ServerContainers(server)
                    .find(ContainerName.of(target.defaultName()))
                    .map(container -> container.labels().get(ContainerLabels.PUBLISH))
                    .map(PublishedPort::parse)
                    .orElse(usual);
        } catch (ConnectionLost e) {
            throw e;
        } catch (PromotionFailure | IllegalArgumentException e) {
            // the checks will say why docker cannot be asked
            return usual;
        }
    }
}
