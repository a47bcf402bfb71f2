package io.jenkins.plugins.promotionchain.board;

import hudson.model.Job;
import hudson.model.Run;
import jenkins.model.Jenkins;
import org.springframework.security.access.AccessDeniedException;

/** Finds the page of a build that was written down by name: it may be gone by now, and it is not everybody's. */
final class BuildLink {

    private BuildLink() {}

    /** The address below that of Jenkins; empty where there is nothing that who asks may see. */
    static String to(String job, int number) {
        try {
            Job<?, ?> found = Jenkins.get().getItemByFullName(job, Job.class);
            Run<?, ?> build = found == null ? null : found.getBuildByNumber(number);
            return build == null ? "" : build.getUrl();
        } catch (AccessDeniedException hidden) {
            // may know that the job exists, not what is in it
            return "";
        }
    }
}
