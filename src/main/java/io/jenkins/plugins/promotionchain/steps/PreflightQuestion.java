package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.EnvironmentSettings;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
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
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import io.jenkins.plugins.promotionchain.engine.value.Port;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code preflight} asks about a component: as its deployment with the defaults would, from the first credential on.
 *
 * @param containerName and {@code port} of the Jenkinsfile's deployment, where they are not the defaults
 */
record PreflightQuestion(
        Surroundings surroundings,
        PreflightStep step,
        RunOn from,
        Optional<ContainerName> containerName,
        Optional<Port> port,
        Map<String, String> env) {

    /** @throws PromotionFailure when the environment or a parameter cannot be; what is wrong there is in the report */
    PreflightReport ask(ComponentName component) throws PromotionFailure, IOException, InterruptedException {
        StepTarget target = surroundings.target(step, component);
        WayThere way = new WayThere(target.deployment(), Clock.systemUTC());
        Optional<ImageRef> image = step.findImage(surroundings, component);
        Parameter.complete("env", env);
        Optional<SshTarget> access;
        Optional<RegistryLogin> login;
        Map<String, Sensitive> variables;
        try {
            access = ServerAccess.find(target);
            login = image.isPresent()
                    ? target.registryLogin(image.get().repository().registry(), Optional.empty())
                    : Optional.empty();
            variables = isFrontend(target) ? Map.of() : ServerStep.variablesOf(target, env);
            if (isFrontend(target)) {
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
        PreflightRequest request = request(target, access.orElseThrow(), image, login, variables);
        try (Server server = surroundings.connect(access.get(), from)) {
            return way.ledTo(new Preflight(server, NginxInstallation.packaged(), Clock.systemUTC()).look(request));
        } catch (HostUnreachable e) {
            return way.endsAt(CheckKind.HOST, e);
        } catch (HostKeyRejected e) {
            return way.endsAt(CheckKind.HOST_KEY, e);
        } catch (LoginFailed | InvalidInput e) {
            return way.endsAt(CheckKind.LOGIN, e);
        }
    }

    private PreflightRequest request(
            StepTarget target,
            SshTarget access,
            Optional<ImageRef> image,
            Optional<RegistryLogin> login,
            Map<String, Sensitive> variables)
            throws InvalidInput {
        boolean frontend = isFrontend(target);
        DeployStep defaults = frontend ? new DeployFrontendStep() : new DeployBackendStep();
        port.ifPresent(number -> defaults.setPort(number.number()));
        containerName.ifPresent(name -> defaults.setContainerName(name.value()));
        PublishedPort publish = defaults.published(target);
        return new PreflightRequest(
                Purpose.QUESTION,
                target.deployment(),
                access.endpoint().host(),
                defaults.nameFor(target),
                image,
                login,
                publish,
                new ContainerEnvironment(target.envFile(), variables),
                SwapStrategy.AUTO,
                frontend ? Optional.of(target.defaultName()) : Optional.empty(),
                frontend
                        ? Optional.of(target.host()
                                .site()
                                .envConfigDirectory()
                                .orElse(FrontendDeployment.DEFAULT_ENV_DIRECTORY))
                        : Optional.empty(),
                Optional.empty());
    }

    private static boolean isFrontend(StepTarget target) {
        return target.component().equals(EnvironmentSettings.FRONTEND);
    }
}
