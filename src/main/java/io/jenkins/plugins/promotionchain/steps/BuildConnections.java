package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.ConnectionPool;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshConnector;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The SSH connections of the builds that run: kept open and shared by the build's steps, closed when the
 * build ends. Never saved; after a restart a step connects anew. Safe for use by several threads.
 */
@Extension
public final class BuildConnections extends RunListener<Run<?, ?>> {

    private final Map<String, Open> byBuild = new ConcurrentHashMap<>();
    private final SshConnector connector;

    private record Open(Run<?, ?> build, ConnectionPool pool) {}

    /** Called by Jenkins once. */
    public BuildConnections() {
        this(SshConnector.real());
    }

    BuildConnections(SshConnector connector) {
        this.connector = connector;
    }

    static BuildConnections get() {
        return ExtensionList.lookupSingleton(BuildConnections.class);
    }

    /** A server for one step; what the step closes is only its share of the connection. */
    Server connect(Run<?, ?> build, SshTarget target, Log log) throws PromotionFailure, InterruptedException {
        closeThoseOfBuildsThatDied();
        return byBuild.computeIfAbsent(
                        build.getExternalizableId(), id -> new Open(build, new ConnectionPool(connector)))
                .pool()
                .connect(target, log);
    }

    @Override
    public void onCompleted(Run<?, ?> build, TaskListener listener) {
        close(build.getExternalizableId());
    }

    @Override
    public void onFinalized(Run<?, ?> build) {
        close(build.getExternalizableId());
    }

    @Override
    public void onDeleted(Run<?, ?> build) {
        close(build.getExternalizableId());
    }

    /** A build that was killed hard may end without any listener being told. */
    private void closeThoseOfBuildsThatDied() {
        byBuild.forEach((id, open) -> {
            if (!open.build().isBuilding()) {
                close(id);
            }
        });
    }

    private void close(String id) {
        Optional.ofNullable(byBuild.remove(id)).ifPresent(open -> open.pool().close());
    }
}
