package io.jenkins.plugins.promotionchain.rehearsal.run;

/** Work took longer than a {@code timeout} allows. Like an abort, but nobody's: {@code retry} may try again. */
final class TimeoutExceeded extends Stopped {

    private static final long serialVersionUID = 1L;

    TimeoutExceeded() {
        super("Timeout has been exceeded");
    }
}
