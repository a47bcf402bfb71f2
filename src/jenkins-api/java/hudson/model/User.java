package hudson.model;

import java.util.Collection;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UsernameNotFoundException;

/** Stand-in declaration with the behaviour that the rehearsal needs; docs/jenkins-api.md says what it was compared with. */
public class User implements ModelObject {
    private final String id;

    private User(String id) {
        this.id = id;
    }

    public static User getById(String id, boolean create) {
        return new User(id);
    }

    public String getId() {
        return id;
    }

    @Override
    public String getDisplayName() {
        return id;
    }

    public Authentication impersonate2() throws UsernameNotFoundException {
        return new Person(id);
    }

    private record Person(String name) implements Authentication {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return List.of();
        }
    }
}
