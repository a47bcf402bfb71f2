package jenkins.model;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public abstract class IdStrategy {
    public static IdStrategy CASE_INSENSITIVE = new IdStrategy() {};

    protected IdStrategy() {}

    public boolean equals(String id1, String id2) {
        return id1.equalsIgnoreCase(id2);
    }
}
