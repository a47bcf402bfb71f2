package io.jenkins.plugins.promotionchain.rehearsal;

import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileReader;
import io.jenkins.plugins.promotionchain.rehearsal.model.JenkinsfileRejected;
import io.jenkins.plugins.promotionchain.rehearsal.model.Pipeline;
import io.jenkins.plugins.promotionchain.rehearsal.model.Stage;

/** Jenkinsfiles made of a directive or two. */
final class Jenkinsfiles {

    private Jenkinsfiles() {}

    static Pipeline read(String text) throws JenkinsfileRejected {
        return JenkinsfileReader.read("Jenkinsfile", text);
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
