package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.ServerContainers;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.docker.ContainerLabels;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.ConnectionLost;
import io.jenkins.plugins.promotionchain.engine.failure.HostKeyRejected;
import io.jenkins.plugins.promotionchain.engine.failure.HostUnreachable;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.failure.LoginFailed;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.frontend.FrontendDeployment;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.preflight.CheckKind;
import io.jenkins.plugins.promotionchain.engine.preflight.Preflight;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightReport;
import io.jenkins.plugins.promotionchain.engine.preflight.PreflightRequest;
import io.jenkins.plugins.promotionchain.engine.preflight.Purpose;
import io.jenkins.plugins.promotionchain.engine.preflight.WayThere;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at a component's server as its deployment with the defaults would, from the first credential on.
 *
 * @param image none: what has to do with it is left out
 * @param containerName and {@code port}, where they are not the defaults
 */
record PreflightLook(
        StepTarget target,
        Optional<ImageRef> image,
        Connection connection,
        Optional<ContainerName> containerName,
        Optional<Port> port,
        Map<String, String> env) {

    /** How a server is reached; who looks closes it. */
    @FunctionalInterface
    interface Connection {
        Server to(SshTarget access) throws PromotionFailure, IOException, InterruptedException;
    }

    /** @throws PromotionFailure when the environment or a parameter cannot be; what is wrong there is in the report */
    PreflightReport look() throws PromotionFailure, IOException, InterruptedException {
        WayThere way = new WayThere(target.deployment(), Clock.systemUTC());
        Parameter.complete("env", env);
        Optional<SshTarget> access;
        Optional<RegistryLogin> login;
        Map<String, Sensitive> variables;
        try {
            access = ServerAccess.find(target);
            Optional<String> registry = image.map(named -> named.repository().registry())
                    .or(() -> target.chain().registry());
            login = registry.isPresent() ? target.registryLogin(registry.get(), Optional.empty()) : Optional.empty();
            variables = isFrontend() ? Map.of() : ServerStep.variablesOf(target, env);
            if (isFrontend()) {
                BackendAddress.find(target, Optional.empty());
            }
            target.refuseWhenMissing();
        } catch (PromotionFailure e) {
            return way.endsAt(
                    e instanceof InvalidInput && target.host().hostKeys().isEmpty()
                            ? CheckKind.HOST_KEY
                            : CheckKind.CREDENTIALS,
                    e);
        }
        DeployStep deployment = deployment();
        ContainerName name = deployment.nameFor(target);
        PublishedPort usual = deployment.published(target);
        try (Server server = connection.to(access.orElseThrow())) {
            PublishedPort publish =
                    port.isPresent() ? usual : published(server, name).orElse(usual);
            PreflightRequest request = request(access.get(), login, name, publish, variables);
            return way.ledTo(new Preflight(server, NginxInstallation.packaged(), Clock.systemUTC()).look(request));
        } catch (HostUnreachable e) {
            return way.endsAt(CheckKind.HOST, e);
        } catch (HostKeyRejected e) {
            return way.endsAt(CheckKind.HOST_KEY, e);
        } catch (LoginFailed | InvalidInput e) {
            return way.endsAt(CheckKind.LOGIN, e);
        }
    }

    /** With the parameters of this step, and else its defaults. */
    private DeployStep deployment() {
        DeployStep deployment = isFrontend() ? new DeployFrontendStep() : new DeployBackendStep();
        port.ifPresent(number -> deployment.setPort(number.number()));
        containerName.ifPresent(name -> deployment.setContainerName(name.value()));
        return deployment;
    }

    /** Where the deployment before has published the container, if there was one. */
    private static Optional<PublishedPort> published(Server server, ContainerName name)
            throws ConnectionLost, InterruptedException {
        try {
            return new ServerContainers(server)
                    .find(name)
                    .map(container -> container.labels().get(ContainerLabels.PUBLISH))
                    .map(PublishedPort::parse);
        } catch (ConnectionLost e) {
            throw e;
        } catch (PromotionFailure | IllegalArgumentException e) {
            // the checks will say why docker cannot be asked
            return Optional.empty();
        }
    }

    private PreflightRequest request(
            SshTarget access,
            Optional<RegistryLogin> login,
            ContainerName name,
            PublishedPort publish,
            Map<String, Sensitive> variables) {
        Optional<String> envConfigDirectory = target.host().site().envConfigDirectory();
        return new PreflightRequest(
                Purpose.QUESTION,
                target.deployment(),
                access.endpoint().host(),
                name,
                image,
                login,
                publish,
                new ContainerEnvironment(target.envFile(), variables),
                SwapStrategy.AUTO,
                isFrontend() ? Optional.of(target.defaultName()) : Optional.empty(),
                isFrontend()
                        ? Optional.of(envConfigDirectory.orElse(FrontendDeployment.DEFAULT_ENV_DIRECTORY))
                        : Optional.empty(),
                Optional.empty());
    }

    private boolean isFrontend() {
        return target.component().equals(EnvironmentSettings.FRONTEND);
    }
}
