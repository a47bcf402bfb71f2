package io.jenkins.plugins.promotionchain.rehearsal.run;

/** Work was stopped for a reason that its user reads; like an abort, it ends the build as aborted. */
class Stopped extends InterruptedException {

    private static final long serialVersionUID = 1L;

    Stopped(String message) {
        super(message);
    }
}
