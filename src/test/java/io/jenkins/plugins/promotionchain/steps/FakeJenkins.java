package io.jenkins.plugins.promotionchain.steps;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.ItemGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/** The extensions of this plugin in a Jenkins of their own, with credentials that a test puts there. */
final class FakeJenkins extends Jenkins {

    private final List<Credentials> credentials = new ArrayList<>();

    private FakeJenkins() {
        add(new Provider());
    }

    /** A fresh one, which takes the place of the one before. */
    static FakeJenkins start() {
        return new FakeJenkins();
    }

    FakeJenkins withHome(Path home) {
        setRootDir(home.toFile());
        return this;
    }

    FakeJenkins with(Credentials credential) {
        credentials.add(credential);
        return this;
    }

    /** Somebody who can log in; nobody else can. */
    FakeJenkins withAccount(String name, String... groups) {
        add(new Account(name, List.of(groups)));
        return this;
    }

    private record Account(String name, List<String> groups) implements Authentication {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public Collection<? extends GrantedAuthority> getAuthorities() {
            return groups.stream().<GrantedAuthority>map(group -> () -> group).toList();
        }
    }

    private final class Provider extends CredentialsProvider {

        @Override
        @SuppressWarnings("rawtypes")
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type, ItemGroup group, Authentication authentication, List<DomainRequirement> requirements) {
            return credentials.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }
}
