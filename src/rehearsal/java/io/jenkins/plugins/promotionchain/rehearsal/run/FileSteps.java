package io.jenkins.plugins.promotionchain.rehearsal.run;

import hudson.FilePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Steps that look at the machine and its files; files are UTF-8. */
final class FileSteps {

    private static final String FILE = "file";

    static final Map<String, BasicStep> ALL = Map.of(
            "isUnix",
            BasicStep.plain((steps, call) -> true),
            "pwd",
            BasicStep.plain((steps, call) -> steps.scope().directory().getRemote()),
            "readFile",
            BasicStep.plain(FileSteps::read, FILE),
            "fileExists",
            BasicStep.plain((steps, call) -> file(steps, call).exists(), FILE),
            "writeFile",
            BasicStep.plain(FileSteps::write, FILE, "text"));

    private FileSteps() {}

    private static FilePath file(Steps steps, StepCall call) throws StepFailed {
        return steps.scope().directory().child(call.text(FILE));
    }

    private static Object read(Steps steps, StepCall call) throws StepFailed, IOException, InterruptedException {
        FilePath file = file(steps, call);
        if (!file.exists()) {
            throw new StepFailed("readFile: there is no file " + file.getRemote());
        }
        return file.readToString();
    }

    private static Object write(Steps steps, StepCall call) throws StepFailed, IOException, InterruptedException {
        file(steps, call).write(call.text("text"), StandardCharsets.UTF_8.name());
        return null;
    }
}
