package io.jenkins.plugins.promotionchain.engine.value;

/** Which component of which application in which environment. */
public record DeploymentTarget(ApplicationName application, EnvironmentName environment, ComponentName component) {

    @Override
    public String toString() {
        return component + " of " + application + " in " + environment;
    }
}
