package io.jenkins.plugins.promotionchain.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.promotionchain.engine.log.Log;
import io.jenkins.plugins.promotionchain.engine.secret.SecretMasker;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The build's log as the engine sees it, with every secret of the step replaced. May be used by any thread. */
final class StepLog implements Log {

    private final AtomicReference<SecretMasker> masker = new AtomicReference<>(SecretMasker.none());
    private volatile Log out = Log.nowhere();

    void writeTo(TaskListener listener) {
        out = listener.getLogger()::println;
    }

    /** From now on the secret shows nowhere, unless it is too short to be told from other text. */
    void hide(Sensitive secret) {
        masker.updateAndGet(known -> known.with(List.of(secret)));
        if (!secret.isEmpty() && !SecretMasker.canMask(secret)) {
            line("WARNING: a secret of this step has fewer than " + SecretMasker.SHORTEST
                    + " characters and cannot be masked in the log. Choose a longer one.");
        }
    }

    String mask(String text) {
        return masker.get().mask(text);
    }

    @Override
    public void line(String text) {
        out.line(mask(text));
    }
}
