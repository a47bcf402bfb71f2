package hudson.model;

import java.io.Serializable;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public abstract class ParameterValue implements Serializable {
    private static final long serialVersionUID = 1L;

    protected final String name;

    protected ParameterValue(String name, String description) {
        this.name = name;
    }

    public Object getValue() {
        return null;
    }
}
