package io.jenkins.plugins.promotionchain.steps;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.ItemGroup;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.Jenkins;
import org.springframework.security.core.Authentication;

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

    private final class Provider extends CredentialsProvider {

        @Override
        @SuppressWarnings("rawtypes")
        public <C extends Credentials> List<C> getCredentialsInItemGroup(
                Class<C> type, ItemGroup group, Authentication authentication, List<DomainRequirement> requirements) {
            return credentials.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }
}
