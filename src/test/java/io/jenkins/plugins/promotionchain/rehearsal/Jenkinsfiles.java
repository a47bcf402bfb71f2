package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileReader;
import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileRejected;
import io.jenkins.plugins.promotionchain.rehearsal.model.Pipeline;
import io.jenkins.plugins.promotionchain.rehearsal.model.Stage;
import io.jenkins.plugins.promotionchain.rehearsal.model.StepCatalogue;
import io.jenkins.plugins.promotionchain.rehearsal.model.StepSignature;
import java.util.List;

/** Jenkinsfiles made of a directive or two. */
final class Jenkinsfiles {

    /** Two that take a block, and some that take all they need by name. */
    private static final StepCatalogue STEPS = new StepCatalogue(List.of(
            step("echo", StepSignature.Unnamed.ONE, StepSignature.Block.NONE, "message"),
            step("sh", StepSignature.Unnamed.ONE, StepSignature.Block.NONE, "script", "returnStdout"),
            step("isUnix", StepSignature.Unnamed.ONE, StepSignature.Block.NONE),
            step("dir", StepSignature.Unnamed.ONE, StepSignature.Block.NEEDED, "path"),
            step("script", StepSignature.Unnamed.ONE, StepSignature.Block.NEEDED),
            step(
                    "buildOnce",
                    StepSignature.Unnamed.ONE,
                    StepSignature.Block.NONE,
                    "component",
                    "context",
                    "dockerfile"),
            step("sshMigrate", StepSignature.Unnamed.NONE, StepSignature.Block.NONE, "command"),
            step("deployBackend", StepSignature.Unnamed.NONE, StepSignature.Block.NONE, "healthPath"),
            step("deployFrontend", StepSignature.Unnamed.NONE, StepSignature.Block.NONE, "envConfig")));

    private Jenkinsfiles() {}

    private static StepSignature step(
            String name, StepSignature.Unnamed unnamed, StepSignature.Block block, String... parameters) {
        return new StepSignature(name, List.of(parameters), unnamed, block);
    }

    static Pipeline read(String text) throws JenkinsfileRejected {
        return JenkinsfileReader.read("Jenkinsfile", text, STEPS);
    }

    /** The directives stand on line 3. */
    static String withDirectives(String directives) {
        return "pipeline {\n  agent any\n  " + directives + "\n}\n";
    }

    /** The directives stand on line 3, beside stages. */
    static Pipeline readBesideStages(String directives) throws JenkinsfileRejected {
        return read(withDirectives(directives + "\n  stages { stage('A') { steps { echo '' } } }"));
    }

    /** The directives stand on line 3, in a stage that has steps. */
    static Stage readInStage(String directives) throws JenkinsfileRejected {
        return read(withDirectives("stages { stage('A') { " + directives + "; steps { echo '' } } }"))
                .stages()
                .get(0);
    }

    /** The stages stand on line 3. */
    static Pipeline readStages(String stages) throws JenkinsfileRejected {
        return read(withDirectives("stages { " + stages + " }"));
    }
}
