package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import java.util.Map;
import org.json.JSONArray;
import org.json.JSONObject;

/** What {@code docker container inspect} answers. */
final class Inspections {

    private Inspections() {}

    static CommandResult none(String name) {
        return new CommandResult(1, "[]", "Error response from daemon: No such container: " + name);
    }

    /** @param status as docker calls it: one that is running, or has exited with status 3 */
    static CommandResult of(String name, String image, String status, Map<String, String> labels) {
        return of(name, image, status, labels, false, 0);
    }

    /** One that runs after docker has started it anew so many times. */
    static CommandResult restarted(String name, String image, int times) {
        return of(name, image, "running", Map.of(), false, times);
    }

    /** One that the kernel killed for want of memory. */
    static CommandResult outOfMemory(String name, String image) {
        return of(name, image, "exited", Map.of(), true, 0);
    }

    private static CommandResult of(
            String name, String image, String status, Map<String, String> labels, boolean outOfMemory, int restarts) {
        boolean running = status.equals("running");
        return FakeServer.ok(new JSONArray()
                .put(new JSONObject()
                        .put("Id", "id-" + name)
                        .put("Name", "/" + name)
                        .put("Image", "sha256:local")
                        .put("RestartCount", restarts)
                        .put("Config", new JSONObject().put("Image", image).put("Labels", new JSONObject(labels)))
                        .put(
                                "State",
                                new JSONObject()
                                        .put("Status", status)
                                        .put("Running", running)
                                        .put("OOMKilled", outOfMemory)
                                        .put("ExitCode", running ? 0 : 3)))
                .toString());
    }
}
