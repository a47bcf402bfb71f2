package hudson.util;

import hudson.model.Describable;
import hudson.model.Descriptor;

/** Stand-in declaration with the behaviour that the tests need; docs/jenkins-api.md says what it was compared with. */
public class DescribableList<T extends Describable<T>, D extends Descriptor<T>> {
    private final java.util.List<T> all = new java.util.ArrayList<>();

    public DescribableList() {}

    public void add(T item) {
        all.add(item);
    }

    public <U extends T> U get(Class<U> type) {
        return all.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }
}
