package hudson;

import java.util.AbstractList;
import java.util.List;
import jenkins.model.Jenkins;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public class ExtensionList<T> extends AbstractList<T> {
    private final List<T> found;

    protected ExtensionList(Jenkins jenkins, Class<T> extensionType) {
        found = jenkins.extensions(extensionType);
    }

    @Override
    public T get(int index) {
        return found.get(index);
    }

    @Override
    public int size() {
        return found.size();
    }

    public static <T> ExtensionList<T> lookup(Class<T> type) {
        return new ExtensionList<>(Jenkins.get(), type);
    }

    public static <U> U lookupSingleton(Class<U> type) {
        List<U> all = lookup(type);
        if (all.size() != 1) {
            throw new IllegalStateException(
                    "Expected one extension of type " + type.getName() + ", found " + all.size());
        }
        return all.get(0);
    }
}
