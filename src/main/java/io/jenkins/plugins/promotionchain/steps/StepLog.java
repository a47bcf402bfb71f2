package io.jenkins.plugins.promotionchain.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.SecretMasker;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.concurrent.atomic.AtomicReference;

/** The build's log as the engine sees it, with every secret of the step replaced. May be used by any thread. */
final class StepLog implements Log {

    private final AtomicReference<SecretMasker> masker = new AtomicReference<>(SecretMasker.empty());
    private volatile Log out = Log.nowhere();

    void writeTo(TaskListener listener) {
        out = listener.getLogger()::println;
    }

    /** From now on the secret shows nowhere. */
    void hide(Sensitive secret) {
        masker.updateAndGet(known -> known.with(secret));
    }

    String mask(String text) {
        return masker.get().mask(text);
    }

    @Override
    public void line(String text) {
        out.line(mask(text));
    }
}
