package io.jenkins.plugins.promotionchain.engine.log;

/**
 * Where the engine tells the user what happens: the build log. Implementations mask secrets; they may be called from
 * any thread.
 */
@FunctionalInterface
public interface Log {

    /** @param text one line, without a line end */
    void line(String text);

    /** Drops everything. */
    static Log nowhere() {
        return text -> {};
    }
}
