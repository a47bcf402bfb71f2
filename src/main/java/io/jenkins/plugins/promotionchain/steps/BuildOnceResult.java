package io.jenkins.plugins.promotionchain.steps;

import io.jenkins.plugins.promotionchain.config.FormText;
import io.jenkins.plugins.promotionchain.engine.image.BuildOutcome;
import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code buildOnce} returns. */
final class BuildOnceResult {

    private BuildOnceResult() {}

    static Map<String, Object> of(BuildOutcome outcome) {
        return map(
                outcome.component(),
                outcome.image(),
                outcome.tags(),
                outcome.fingerprint().value(),
                outcome.origin() == BuildOutcome.Origin.BUILT,
                outcome.took().toSeconds());
    }

    /** Of an image that was taken from another build: what is checked out was not looked at. */
    static Map<String, Object> of(ComponentName component, ImageRef image) {
        return map(component, image, List.of(), "", false, 0L);
    }

    private static Map<String, Object> map(
            ComponentName component,
            ImageRef image,
            List<String> tags,
            String fingerprint,
            boolean built,
            long seconds) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("component", component.value());
        result.put("image", image.toString());
        result.put("digest", image.digest().value());
        result.put("tags", FormText.list(tags));
        result.put("fingerprint", fingerprint);
        result.put("built", built);
        result.put("seconds", seconds);
        return result;
    }
}
