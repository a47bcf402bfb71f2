package io.jenkins.plugins.promotionchain.engine.secret;

import io.jenkins.plugins.promotionchain.engine.log.Log;

/** A log in which no secret that its masker knows can be read. As safe for several threads as the log behind it. */
public final class MaskingLog implements Log {

    private final Log log;
    private final SecretMasker masker;

    /** @param log gets the masked lines */
    public MaskingLog(Log log, SecretMasker masker) {
        this.log = log;
        this.masker = masker;
    }

    @Override
    public void line(String text) {
        log.line(masker.mask(text));
    }
}
