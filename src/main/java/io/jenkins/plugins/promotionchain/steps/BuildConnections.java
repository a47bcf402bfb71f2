package io.jenkins.plugins.promotionchain.steps;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.ssh.ConnectionPool;
import io.jenkins.plugins.promotionchain.engine.ssh.Route;
import io.jenkins.plugins.promotionchain.engine.ssh.Server;
import io.jenkins.plugins.promotionchain.engine.ssh.SshConnector;
import io.jenkins.plugins.promotionchain.engine.ssh.SshTarget;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The SSH connections of the builds that run: kept open and shared by the build's steps, closed when the
 * build ends. Never saved; after a restart a step connects anew. Safe for use by several threads.
 */
@Extension
public final class BuildConnections extends RunListener<Run<?, ?>> {

    private final Map<Way, Open> byWay = new ConcurrentHashMap<>();
    private final Function<Route, SshConnector> connectors;

    /** Connections of one build that are made by the same machine. */
    private record Way(String build, Optional<VirtualChannel> agent) {}

    private record Open(Run<?, ?> build, ConnectionPool pool) {}

    /** Called by Jenkins once. */
    public BuildConnections() {
        this(SshConnector::over);
    }

    BuildConnections(Function<Route, SshConnector> connectors) {
        this.connectors = connectors;
    }

    static BuildConnections get() {
        return ExtensionList.lookupSingleton(BuildConnections.class);
    }

    /**
     * A server for one step; what the step closes is only its share of the connection.
     *
     * @param agent the agent that the way leads through; none: the controller connects
     */
    Server connect(Run<?, ?> build, Optional<VirtualChannel> agent, SshTarget target, Log log)
            throws PromotionFailure, InterruptedException {
        closeThoseOfBuildsThatDied();
        return byWay.computeIfAbsent(
                        new Way(build.getExternalizableId(), agent),
                        way -> new Open(build, new ConnectionPool(connectors.apply(routeOf(way)))))
                .pool()
                .connect(target, log);
    }

    private static Route routeOf(Way way) {
        return way.agent().<Route>map(AgentRoute::new).orElseGet(Route::direct);
    }

    /** Closes those of a build that nobody uses at the moment; the next step that needs one opens it again. */
    void rest(Run<?, ?> build) {
        String id = build.getExternalizableId();
        byWay.forEach((way, open) -> {
            if (way.build().equals(id)) {
                open.pool().closeIdle();
            }
        });
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
        byWay.forEach((way, open) -> {
            if (!open.build().isBuilding()) {
                close(way.build());
            }
        });
    }

    private void close(String build) {
        byWay.keySet().stream().filter(way -> way.build().equals(build)).forEach(way -> Optional.ofNullable(
                        byWay.remove(way))
                .ifPresent(open -> open.pool().close()));
    }
}
