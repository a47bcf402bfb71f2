package hudson.model;

/** Stand-in declaration with the behaviour that the tests need; docs/jenkins-api.md says what it was compared with. */
public class StringParameterValue extends ParameterValue {
    private static final long serialVersionUID = 1L;

    private final String text;

    public StringParameterValue(String name, String value, String description) {
        super(name, description);
        this.text = value;
    }

    @Override
    public Object getValue() {
        return text;
    }
}
