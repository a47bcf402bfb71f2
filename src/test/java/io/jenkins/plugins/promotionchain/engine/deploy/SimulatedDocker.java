package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.command.Command;
import io.jenkins.plugins.promotionchain.engine.command.CommandResult;
import io.jenkins.plugins.promotionchain.engine.failure.PromotionFailure;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.json.JSONArray;
import org.json.JSONObject;

/** Teaches a {@link FakeServer} what docker would do: containers with labels, and what the swap scripts do to them. */
final class SimulatedDocker {

    private static final Pattern LABEL = Pattern.compile("'?--label'? '?(io[a-z.-]+)=([^' ]*)'?");

    private final FakeServer server;
    private final Map<String, JSONObject> containers = new TreeMap<>();
    private String candidateState = "running";
    private boolean imageThere;

    SimulatedDocker(FakeServer server) {
        this.server = server;
        server.when("docker container inspect", this::inspect);
        server.when(
                "docker image inspect",
                command -> imageThere
                        ? FakeServer.ok("[{\"Id\":\"sha256:1\",\"RepoDigests\":[]}]")
                        : FakeServer.failed(1, "Error: No such image: x"));
        server.when("docker pull", command -> {
            imageThere = true;
            return FakeServer.ok("Pull complete");
        });
        server.when("docker --config", command -> {
            imageThere = true;
            return FakeServer.ok("");
        });
        server.when("mktemp", command -> FakeServer.ok("/tmp/promotion-chain-docker.1"));
        server.when(
                "docker logs", command -> FakeServer.failed(0, "Traceback (most recent call last):\nKeyError: 'X'"));
        server.when("sh -s", this::script);
    }

    SimulatedDocker with(String name, String image, String state) {
        containers.put(name, container(name, image, state, Map.of()));
        return this;
    }

    /** Name to state and image. */
    Map<String, String> containers() {
        Map<String, String> all = new TreeMap<>();
        containers.forEach((name, json) -> all.put(
                name,
                json.getJSONObject("State").getString("Status") + " "
                        + json.getJSONObject("Config").getString("Image")));
        return all;
    }

    /** The state in which a new container is found. */
    SimulatedDocker startsAs(String state) {
        candidateState = state;
        return this;
    }

    private CommandResult inspect(Command command) {
        String name = command.words().get(3);
        return containers.containsKey(name)
                ? FakeServer.ok(new JSONArray().put(containers.get(name)).toString())
                : new CommandResult(1, "[]", "Error response from daemon: No such container: " + name);
    }

    private CommandResult script(Command command) throws PromotionFailure {
        String text = command.input().orElseThrow().reveal();
        String name = text.lines()
                .filter(line -> line.startsWith("serving="))
                .findFirst()
                .orElseThrow()
                .replaceAll("serving=|'", "");
        if (text.contains("run_candidate()")) {
            setState(name, "exited");
            String image = text.lines()
                    .filter(line -> line.contains("exec "))
                    .findFirst()
                    .orElseThrow()
                    .replaceAll(".* '?([^ ']+)'?$", "$1");
            Map<String, String> labels = new LinkedHashMap<>();
            Matcher matcher = LABEL.matcher(text);
            while (matcher.find()) {
                labels.put(matcher.group(1), matcher.group(2));
            }
            containers.put(name + "-candidate", container(name + "-candidate", image, candidateState, labels));
        } else if (text.contains("last=$(id_of")) {
            move(name, name + "-previous");
            move(name + "-candidate", name);
        } else {
            containers.remove(name + "-candidate");
            if (!containers.containsKey(name)) {
                move(name + "-previous", name);
            }
            setState(name, "running");
        }
        return FakeServer.ok("");
    }

    private void move(String from, String to) {
        JSONObject json = containers.remove(from);
        if (json != null) {
            containers.put(to, json.put("Name", "/" + to));
        }
    }

    private void setState(String name, String state) {
        JSONObject json = containers.get(name);
        if (json != null) {
            json.put("State", state(state));
        }
    }

    private static JSONObject container(String name, String image, String state, Map<String, String> labels) {
        return new JSONObject()
                .put("Id", "id-" + name)
                .put("Name", "/" + name)
                .put("Image", "sha256:local")
                .put("RestartCount", 0)
                .put("Config", new JSONObject().put("Image", image).put("Labels", new JSONObject(labels)))
                .put("State", state(state));
    }

    private static JSONObject state(String state) {
        return new JSONObject()
                .put("Status", state)
                .put("Running", state.equals("running"))
                .put("ExitCode", state.equals("running") ? 0 : 3);
    }
}
