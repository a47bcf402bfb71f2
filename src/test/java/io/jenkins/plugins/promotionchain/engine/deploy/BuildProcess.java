package io.jenkins.plugins.promotionchain.engine.deploy;

import io.jenkins.plugins.promotionchain.engine.transaction.TransactionId;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A deployment in a process of its own, which stops for ever in the middle and can be killed there. */
final class BuildProcess {

    private static final String AT_THE_GATE = "at the gate";

    private final Process process;

    private BuildProcess(Process process) {
        this.process = process;
    }

    static BuildProcess start(ImageRef image, TransactionId id) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder =
                new ProcessBuilder(java, "-cp", classes, BuildProcess.class.getName(), image.toString(), id.value());
        return new BuildProcess(builder.redirectErrorStream(true).start());
    }

    void awaitGate() throws IOException {
        BufferedReader reader = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.equals(AT_THE_GATE)) {
                return;
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("It ended before:\n" + said);
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) throws Exception {
        Deploying deploying = new Deploying();
        deploying.deploy(
                deploying.request(ImageRef.parse(arguments[0]), Map.of()),
                new TransactionId(arguments[1]),
                Hook.healthy(() -> {
                    System.out.println(AT_THE_GATE);
                    Thread.sleep(Long.MAX_VALUE);
                }));
    }

    private static final class Deploying extends FaultScenario {}
}
