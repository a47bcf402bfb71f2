package io.jenkins.plugins.promotionchain;

import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** Jobs whose builds have a release without anything having been built. */
public final class ReleasePipeline {

    public static final String IMAGE = "registry.example.com/shop-backend@sha256:" + "3f2a".repeat(16);

    private static final String RELEASE =
            "io.jenkins.plugins.promotionchain.steps.ReleaseAction.record(currentBuild.rawBuild,"
                    + " io.jenkins.plugins.promotionchain.engine.value.ComponentName.of('backend'),"
                    + " io.jenkins.plugins.promotionchain.engine.value.ImageRef.parse('" + IMAGE + "'))\n";

    private ReleasePipeline() {}

    /**
     * To be made before security is turned on: nobody approves the script then.
     *
     * @param then what the Pipeline does with the release, in Groovy
     */
    public static WorkflowJob job(JenkinsRule jenkins, String then) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "release");
        job.setDefinition(new CpsFlowDefinition(RELEASE + then, false));
        return job;
    }
}
