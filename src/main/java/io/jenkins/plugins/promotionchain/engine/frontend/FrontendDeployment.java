package io.jenkins.plugins.promotionchain.engine.frontend;

import io.jenkins.plugins.promotionchain.engine.deploy.ContainerDeployment;
import io.jenkins.plugins.promotionchain.engine.deploy.ContainerRequest;
import io.jenkins.plugins.promotionchain.engine.deploy.DeploymentOutcome;
import io.jenkins.plugins.promotionchain.engine.deploy.Verification;
import io.jenkins.plugins.promotionchain.engine.deploy.Workplace;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxInstallation;
import io.jenkins.plugins.promotionchain.engine.nginx.NginxReload;
import io.jenkins.plugins.promotionchain.engine.nginx.SiteChange;
import io.jenkins.plugins.promotionchain.engine.ssh.FileChange;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.time.Sleeper;
import io.jenkins.plugins.promotionchain.engine.value.ContainerName;
import io.jenkins.plugins.promotionchain.engine.value.Endpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Deploys a frontend: its {@code env-config.js}, its container, and the nginx site in front of it. The site and what
 * visitors get are checked while the version before can still be brought back; a run that ends red has done so. Used by
 * one thread.
 */
public final class FrontendDeployment {

    /** Where the first user's pipeline keeps env-config.js. */
    public static final String DEFAULT_ENV_DIRECTORY = "/opt/pm/frontend/env";

    private final Server server;
    private final Containers containers;
    private final NginxReload nginx;
    private final PageCheck pages;
    private final Clock clock;
    private final Log log;

    /** What puts a container in place: {@link ContainerDeployment#deploy}. */
    @FunctionalInterface
    interface Containers {

        DeploymentOutcome deploy(ContainerRequest request, Verification verification)
                throws PromotionFailure, InterruptedException;
    }

    public FrontendDeployment(Workplace place, NginxInstallation nginx) {
        this(
                place.server(),
                new ContainerDeployment(place, nginx)::deploy,
                nginx,
                place.clock(),
                place.sleeper(),
                place.log());
    }

    FrontendDeployment(
            Server server, Containers containers, NginxInstallation nginx, Clock clock, Sleeper sleeper, Log log) {
        this.server = server;
        this.containers = containers;
        this.nginx = new NginxReload(server, nginx, log);
        this.pages = new PageCheck(server, sleeper);
        this.clock = clock;
        this.log = log;
    }

    /**
     * Deploys, and changes nothing where all is as it is asked for.
     *
     * @param envConfig none: what the image has is served
     * @param envConfigDirectory absolute path on the server, usually {@link #DEFAULT_ENV_DIRECTORY}
     * @param site none: nginx is not touched
     * @throws PromotionFailure as {@link ContainerDeployment#deploy} and {@link NginxReload#apply} say; also when the
     *     container or nginx does not serve the env-config.js that was written. The version before serves then
     */
    public DeploymentOutcome deploy(
            ContainerRequest request, Optional<EnvConfig> envConfig, String envConfigDirectory, Optional<SiteSpec> site)
            throws PromotionFailure, InterruptedException {
        Instant begin = clock.instant();
        if (site.isPresent()) {
            nginx.requireReady(site.get().name());
        }
        Run run = new Run(site);
        if (envConfig.isPresent()) {
            EnvConfigFile file = new EnvConfigFile(server, envConfig.get(), envConfigDirectory);
            run.file = Optional.of(file);
            run.write(file);
        }
        ContainerRequest mounting =
                run.file.map(file -> mounting(request, file)).orElse(request);
        DeploymentOutcome outcome = containers.deploy(mounting, run);
        List<String> after = new ArrayList<>();
        if (!run.done) {
            after.addAll(run.served());
        }
        if (run.file.isPresent() && run.file.get().publishName() != FileChange.UNCHANGED) {
            after.add("env-config.js in " + envConfigDirectory + " is now that of this deployment");
        }
        tellMore(run.written, after);
        List<String> changes = new ArrayList<>(run.written);
        changes.addAll(outcome.changes());
        changes.addAll(after);
        return new DeploymentOutcome(
                outcome.target(),
                outcome.container(),
                outcome.image(),
                outcome.previous(),
                outcome.configurationHash(),
                changes,
                outcome.healthStatus(),
                Duration.between(begin, clock.instant()));
    }

    /** The log has what was changed with the container already. */
    private void tellMore(List<String> before, List<String> after) {
        if (!before.isEmpty() || !after.isEmpty()) {
            log.line("Changed beside the container:");
            Stream.concat(before.stream(), after.stream()).forEach(change -> log.line("  - " + change));
        }
    }

    private static ContainerRequest mounting(ContainerRequest request, EnvConfigFile file) {
        List<String> volumes = new ArrayList<>(request.volumes());
        volumes.add(file.volume());
        return new ContainerRequest(
                request.target(),
                request.name(),
                request.image(),
                request.login(),
                request.publish(),
                volumes,
                request.environment(),
                request.health(),
                request.swap(),
                request.kept(),
                request.buildUrl());
    }

    /** One deployment under way. */
    private final class Run implements Verification {

        private final Optional<SiteSpec> site;
        private final List<String> written = new ArrayList<>();
        private Optional<EnvConfigFile> file = Optional.empty();
        private boolean done;

        Run(Optional<SiteSpec> site) {
            this.site = site;
        }

        void write(EnvConfigFile envConfig) throws PromotionFailure, InterruptedException {
            FileChange change = envConfig.write();
            log.line(envConfig.path() + " on " + server.place()
                    + (change == FileChange.UNCHANGED ? " is unchanged" : " written"));
            if (change != FileChange.UNCHANGED) {
                written.add(envConfig.path() + " written");
            }
        }

        /**
         * Somebody may have altered its env-config.js on the server: the file is right again by now, yet the container
         * still has the altered inode.
         */
        @Override
        public boolean stillRight(Endpoint container) throws PromotionFailure, InterruptedException {
            return difference(container).isEmpty();
        }

        @Override
        public List<String> direct(ContainerName name, Endpoint container)
                throws PromotionFailure, InterruptedException {
            Optional<String> difference = difference(container);
            if (difference.isPresent()) {
                throw pages.hidden(difference.get());
            }
            return List.of();
        }

        /** What visitors get. */
        @Override
        public List<String> served() throws PromotionFailure, InterruptedException {
            done = true;
            if (site.isEmpty()) {
                return List.of();
            }
            List<String> changes = new ArrayList<>();
            SiteChange change = nginx.apply(site.get().name(), NginxSite.render(site.get()));
            if (change.change() != FileChange.UNCHANGED) {
                changes.add("nginx site " + change.file() + " written and loaded");
            }
            askThroughNginx(site.get(), file.map(EnvConfigFile::config), change);
            log.line("nginx on " + server.place() + " serves the frontend at "
                    + site.get().listen());
            return changes;
        }

        private Optional<String> difference(Endpoint container) throws PromotionFailure, InterruptedException {
            return file.isPresent() ? pages.container(container, file.get().config()) : Optional.empty();
        }

        private void askThroughNginx(SiteSpec spec, Optional<EnvConfig> config, SiteChange change)
                throws PromotionFailure, InterruptedException {
            try {
                pages.site(spec, config);
            } catch (PromotionFailure | InterruptedException e) {
                try {
                    nginx.takeBack(spec.name(), change);
                } catch (PromotionFailure | InterruptedException second) {
                    e.addSuppressed(second);
                }
                throw e;
            }
        }
    }
}
