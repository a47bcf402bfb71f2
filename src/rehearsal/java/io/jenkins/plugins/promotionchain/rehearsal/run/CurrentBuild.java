package io.jenkins.plugins.promotionchain.rehearsal.run;

import io.jenkins.plugins.promotionchain.rehearsal.model.Outcome;
import java.util.Arrays;

/** {@code currentBuild} as Groovy code sees it. */
public final class CurrentBuild {

    private final RehearsalRun build;
    private final BuildResult result;
    private final Scope scope;

    CurrentBuild(RehearsalRun build, BuildResult result, Scope scope) {
        this.build = build;
        this.result = result;
        this.scope = scope;
    }

    /** Null as long as nothing has set it, as in Jenkins; in a post action what the action follows. */
    public String getResult() {
        return scope.soFar().isEmpty() && result.outcome() == Outcome.SUCCESS ? null : getCurrentResult();
    }

    public String getCurrentResult() {
        return scope.soFar().orElse(Outcome.SUCCESS).and(result.outcome()).name();
    }

    /** The result can only get worse. */
    public void setResult(String name) {
        result.worsen(Arrays.stream(Outcome.values())
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("currentBuild.result is one of "
                        + Arrays.toString(Outcome.values()) + " in a rehearsal, not " + name)));
    }

    public int getNumber() {
        return build.getNumber();
    }

    public String getId() {
        return build.getId();
    }

    public String getDisplayName() {
        return build.getDisplayName();
    }

    public void setDisplayName(String name) {
        build.setDisplayName(name);
    }

    public String getDescription() {
        return build.getDescription();
    }

    public void setDescription(String description) {
        build.setDescription(description);
    }

    public String getProjectName() {
        return build.getParent().getDisplayName();
    }
}
