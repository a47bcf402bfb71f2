package io.jenkins.plugins.promotionchain.rehearsal.run;

import groovy.lang.GroovyObjectSupport;

/** {@code env}: reads what the scope has; a name that is not there is null, as in Jenkins. */
final class EnvironmentView extends GroovyObjectSupport {

    private final Names names;

    EnvironmentView(Names names) {
        this.names = names;
    }

    @Override
    public Object getProperty(String name) {
        return names.environment(name).orElse(null);
    }

    @Override
    public void setProperty(String name, Object value) {
        names.assignEnvironment(name, String.valueOf(value));
    }
}
