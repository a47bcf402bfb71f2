package hudson.model;

import jenkins.model.Jenkins;

/** Stand-in declaration; docs/jenkins-api.md says what it was compared with. */
public interface Describable<T extends Describable<T>> {
    @SuppressWarnings("unchecked")
    default Descriptor<T> getDescriptor() {
        return Jenkins.get().getDescriptorOrDie(getClass());
    }
}
