package io.jenkins.plugins.promotionchain.engine.docker;

import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.json.JSONArray;
import org.json.JSONException;
import org.json.JSONObject;

/**
 * What {@code docker container inspect} says about a container, as far as we need it. The container's environment is
 * left out on purpose: it holds secrets. Field names are those of the Docker Engine API 1.41, "ContainerInspect".
 *
 * @param name without the slash that the engine puts before it
 * @param image what the container was started from, in the words of that time: {@code repository@digest} or with a tag
 * @param imageId the engine's own id of the image; not the digest that registries know
 * @param digest from our label, else from {@code image} where that names one
 * @param status {@code created}, {@code running}, {@code restarting}, {@code exited}, …
 * @param exitCode of the last run; 0 while it runs
 * @param outOfMemory whether the kernel killed it for want of memory
 * @param restartCount restarts by the engine's restart policy
 * @param startedAt none where it never ran
 * @param finishedAt of the last run; none where none has ended
 * @param binds what {@code docker run --volume} was given
 */
public record ContainerInspection(
        String id,
        String name,
        String image,
        String imageId,
        Optional<ImageDigest> digest,
        String status,
        boolean running,
        int exitCode,
        boolean outOfMemory,
        int restartCount,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Map<String, String> labels,
        List<Mount> mounts,
        List<BoundPort> ports,
        List<String> binds) {

    /** A directory or file of the server, or a volume, inside the container. */
    public record Mount(String type, String source, String destination, boolean writable) {}

    /**
     * A port of the container on its server.
     *
     * @param containerPort with protocol, for example {@code 8000/tcp}
     * @param address of the server; {@code 0.0.0.0} for all
     */
    public record BoundPort(String containerPort, String address, int hostPort) {}

    public ContainerInspection {
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
        ports = List.copyOf(ports);
        binds = List.copyOf(binds);
    }

    /**
     * Reads the report on one container.
     *
     * @param report standard output of {@code docker container inspect NAME}
     * @throws IllegalArgumentException when it is not such a report
     */
    public static ContainerInspection parse(String report) {
        try {
            return of(new JSONArray(report).getJSONObject(0));
        } catch (JSONException e) {
            throw new IllegalArgumentException(
                    "This is not a report of docker container inspect: " + e.getMessage(), e);
        }
    }

    private static ContainerInspection of(JSONObject json) {
        JSONObject state = json.getJSONObject("State");
        JSONObject config = json.getJSONObject("Config");
        String image = config.getString("Image");
        Map<String, String> labels = labels(config.optJSONObject("Labels", new JSONObject()));
        String name = json.getString("Name");
        return new ContainerInspection(
                json.getString("Id"),
                name.startsWith("/") ? name.substring(1) : name,
                image,
                json.getString("Image"),
                digest(labels, image),
                state.getString("Status"),
                state.getBoolean("Running"),
                state.getInt("ExitCode"),
                state.optBoolean("OOMKilled"),
                json.optInt("RestartCount"),
                instant(state.optString("StartedAt")),
                instant(state.optString("FinishedAt")),
                labels,
                mounts(json.optJSONArray("Mounts", new JSONArray())),
                ports(json),
                binds(json));
    }

    private static Map<String, String> labels(JSONObject json) {
        Map<String, String> labels = new TreeMap<>();
        json.keySet().forEach(name -> labels.put(name, json.getString(name)));
        return labels;
    }

    private static Optional<ImageDigest> digest(Map<String, String> labels, String image) {
        String named = image.substring(image.indexOf('@') + 1);
        return Optional.of(labels.getOrDefault(ContainerLabels.DIGEST, named))
                .filter(ImageDigest::isValid)
                .map(ImageDigest::of);
    }

    private static List<String> binds(JSONObject json) {
        JSONArray binds = json.optJSONObject("HostConfig", new JSONObject()).optJSONArray("Binds", new JSONArray());
        List<String> all = new ArrayList<>();
        binds.forEach(bind -> all.add(bind.toString()));
        return all;
    }

    /** What never was has the year 1. */
    private static Optional<Instant> instant(String text) {
        return text.isEmpty() || text.startsWith("0001-") ? Optional.empty() : Optional.of(Instant.parse(text));
    }

    private static List<Mount> mounts(JSONArray json) {
        List<Mount> mounts = new ArrayList<>();
        for (int i = 0; i < json.length(); i++) {
            JSONObject mount = json.getJSONObject(i);
            mounts.add(new Mount(
                    mount.getString("Type"),
                    mount.optString("Source"),
                    mount.getString("Destination"),
                    mount.optBoolean("RW")));
        }
        return mounts;
    }

    private static List<BoundPort> ports(JSONObject json) {
        JSONObject byPort =
                json.optJSONObject("HostConfig", new JSONObject()).optJSONObject("PortBindings", new JSONObject());
        List<BoundPort> ports = new ArrayList<>();
        for (String port : byPort.keySet().stream().sorted().toList()) {
            JSONArray bindings = byPort.optJSONArray(port, new JSONArray());
            for (int i = 0; i < bindings.length(); i++) {
                JSONObject binding = bindings.getJSONObject(i);
                String address = binding.optString("HostIp");
                ports.add(new BoundPort(port, address.isEmpty() ? "0.0.0.0" : address, binding.optInt("HostPort")));
            }
        }
        return ports;
    }
}
