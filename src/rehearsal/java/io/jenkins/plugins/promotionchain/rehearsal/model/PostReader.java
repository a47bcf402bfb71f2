package io.jenkins.plugins.promotionchain.rehearsal.model;

import java.util.EnumMap;
import java.util.Map;

/** Reads {@code post}. */
final class PostReader {

    private final Source source;

    PostReader(Source source) {
        this.source = source;
    }

    Map<PostCondition, Code> post(Directive post) throws JenkinsfileRejected {
        Map<PostCondition, Code> all = new EnumMap<>(PostCondition.class);
        for (Directive each : source.distinctInside(post)) {
            PostCondition condition = PostCondition.named(each.name())
                    .orElseThrow(() -> each.reject("'" + each.name() + "' is not a condition of 'post'; there are "
                            + String.join(", ", PostCondition.directives())));
            all.put(condition, new StepsReader(source).steps(each));
        }
        return all;
    }
}
