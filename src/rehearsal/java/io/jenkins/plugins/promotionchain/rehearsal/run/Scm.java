package io.jenkins.plugins.promotionchain.rehearsal.run;

/** What {@code scm} is in a Jenkinsfile: where the Jenkinsfile itself comes from. */
enum Scm {
    OF_THE_JENKINSFILE
}
