package hudson.model;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public abstract class AbstractDescribableImpl<T extends AbstractDescribableImpl<T>> implements Describable<T> {}
