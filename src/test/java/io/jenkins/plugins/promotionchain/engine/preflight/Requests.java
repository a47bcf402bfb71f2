package io.jenkins.plugins.promotionchain.engine.preflight;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerEnvironment;
import io.jenkins.plugins.promotionchain.engine.deploy.SwapStrategy;
import io.jenkins.plugins.promotionchain.engine.docker.PublishedPort;
import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ApplicationName;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.DeploymentTarget;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.HostAddress;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Deployments of a shop that are looked ahead to. */
final class Requests {

    static final DeploymentTarget TARGET =
            new DeploymentTarget(ApplicationName.of("shop"), EnvironmentName.of("dev"), ComponentName.of("backend"));
    static final ImageRef IMAGE = ImageRef.parse("registry.example.com/team/shop-backend@sha256:" + "a".repeat(64));
    static final String SERVER = "10.0.0.5";
    static final String PLACE = "django@10.0.0.5";
    static final RegistryLogin LOGIN = new RegistryLogin("registry.example.com", "deployer", Sensitive.of("password"));

    Purpose purpose = Purpose.DEPLOYMENT;
    Optional<ImageRef> image = Optional.of(IMAGE);
    Optional<RegistryLogin> login = Optional.of(LOGIN);
    String published = "10.0.0.5:8000:8000";
    String envFile = ".promotion-chain/shop/backend.env";
    final Map<String, Sensitive> variables = new TreeMap<>();
    SwapStrategy strategy = SwapStrategy.AUTO;
    Optional<String> site = Optional.empty();
    Optional<String> config = Optional.empty();
    Optional<TransactionId> transaction = Optional.empty();

    Requests asking() {
        purpose = Purpose.QUESTION;
        return this;
    }

    Requests with(String variable, String value) {
        variables.put(variable, Sensitive.of(value));
        return this;
    }

    Requests replacedBy(SwapStrategy how) {
        strategy = how;
        return this;
    }

    PreflightRequest made() {
        return new PreflightRequest(
                purpose,
                TARGET,
                HostAddress.of(SERVER),
                ContainerName.of("shop-backend"),
                image,
                login,
                PublishedPort.parse(published),
                new ContainerEnvironment(envFile, variables),
                strategy,
                site,
                config,
                transaction);
    }
}
