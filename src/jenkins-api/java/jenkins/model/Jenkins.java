package jenkins.model;

import hudson.Extension;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.security.SecurityRealm;
import java.io.File;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public class Jenkins implements ItemGroup<Item>, AccessControlled {
    public static final Permission ADMINISTER = new Permission("Administer");
    public static final Permission SYSTEM_READ = new Permission("SystemRead");
    public static final Authentication ANONYMOUS2 = new Anonymous();
    private static volatile Jenkins theInstance;

    private final List<Object> extensions = new CopyOnWriteArrayList<>();
    private volatile File rootDir;

    /** Becomes what {@link #get()} returns, and knows every class of the class path that is annotated with {@link Extension}. */
    protected Jenkins() {
        theInstance = this;
        for (IndexItem<Extension, Object> item :
                Index.load(Extension.class, Object.class, Jenkins.class.getClassLoader())) {
            try {
                extensions.add(item.instance());
            } catch (InstantiationException e) {
                throw new IllegalStateException("The extension " + item.className() + " cannot be made", e);
            }
        }
    }

    public static Jenkins get() throws IllegalStateException {
        Jenkins jenkins = theInstance;
        if (jenkins == null) {
            throw new IllegalStateException("There is no Jenkins here; the rehearsal makes one");
        }
        return jenkins;
    }

    public static Authentication getAuthentication2() {
        return ACL.SYSTEM2;
    }

    public SecurityRealm getSecurityRealm() {
        return new SecurityRealm() {};
    }

    @SuppressWarnings("rawtypes")
    public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        return extensions(Descriptor.class).stream()
                .filter(each -> each.clazz == type || each.getClass() == type)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No descriptor of " + type.getName()));
    }

    public <T extends Item> T getItemByFullName(String fullName, Class<T> type) throws AccessDeniedException {
        return extensions(type).stream()
                .filter(each -> each.getFullName().equals(fullName))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String getDisplayName() {
        return "Jenkins";
    }

    public File getRootDir() {
        File directory = rootDir;
        if (directory == null) {
            throw new IllegalStateException("This Jenkins has no home directory");
        }
        return directory;
    }

    /** Where it keeps what a controller keeps in its home directory. */
    protected void setRootDir(File rootDir) {
        this.rootDir = rootDir;
    }

    /** Adds an extension that is not in the index, for example where credentials come from. */
    protected void add(Object extension) {
        extensions.add(extension);
    }

    /** What {@code ExtensionList} shows of a type. */
    public <T> List<T> extensions(Class<T> type) {
        return extensions.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static final class Anonymous implements Authentication {
        private static final long serialVersionUID = 1L;

        @Override
        public String getName() {
            return "anonymous";
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }
    }
}
