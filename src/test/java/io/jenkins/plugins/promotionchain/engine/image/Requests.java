package io.jenkins.plugins.promotionchain.engine.image;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Build requests of tests. */
final class Requests {

    static final ImageRepository REPOSITORY = ImageRepository.parse("127.0.0.1:5000/projectmeats-backend");

    private Requests() {}

    static BuildRequest backend() {
        return backend(REPOSITORY, Optional.empty());
    }

    static BuildRequest backend(ImageRepository repository, Optional<RegistryLogin> login) {
        return request("backend", "backend/Dockerfile", repository, login, Map.of(), Optional.empty(), List.of());
    }

    static BuildRequest of(String context, String dockerfile) {
        return request(context, dockerfile, REPOSITORY, Optional.empty(), Map.of(), Optional.empty(), List.of());
    }

    static BuildRequest with(Map<String, String> arguments, Optional<String> target, List<String> platforms) {
        return request("backend", "backend/Dockerfile", REPOSITORY, Optional.empty(), arguments, target, platforms);
    }

    static BuildRequest inEnvironment(BuildRequest request, String environment) {
        return new BuildRequest(
                request.component(),
                EnvironmentName.of(environment),
                request.context(),
                request.dockerfile(),
                request.repository(),
                request.login(),
                request.buildArguments(),
                request.target(),
                request.platforms(),
                request.basePull(),
                request.bases());
    }

    static BuildRequest pinned(BuildRequest request) {
        return new BuildRequest(
                request.component(),
                request.environment(),
                request.context(),
                request.dockerfile(),
                request.repository(),
                request.login(),
                request.buildArguments(),
                request.target(),
                request.platforms(),
                request.basePull(),
                BuildRequest.Bases.PINNED);
    }

    private static BuildRequest request(
            String context,
            String dockerfile,
            ImageRepository repository,
            Optional<RegistryLogin> login,
            Map<String, String> arguments,
            Optional<String> target,
            List<String> platforms) {
        return new BuildRequest(
                ComponentName.of("backend"),
                EnvironmentName.of("dev"),
                context,
                dockerfile,
                repository,
                login,
                arguments,
                target,
                platforms,
                BuildRequest.BasePull.WHEN_MISSING,
                BuildRequest.Bases.AS_NAMED);
    }
}
