package io.jenkins.plugins.promotionchain.config;

import hudson.model.ItemGroup;
import hudson.model.ModelObject;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import io.jenkins.plugins.promotionchain.secrets.CredentialListing;
import io.jenkins.plugins.promotionchain.secrets.JenkinsListing;
import java.util.List;
import org.kohsuke.stapler.StaplerProxy;

/**
 * The page that lists, for each environment, the secrets that the steps look for, and whether they are there. For those
 * who may configure what it lists; it shows ids and kinds, never a value.
 */
public final class SecretsPage implements ModelObject, StaplerProxy {

    private final Chains chains;
    private final ItemGroup<?> context;
    private final AccessControlled guard;
    private final Permission permission;

    /**
     * @param context whose jobs the credentials are for: a folder, or Jenkins
     * @param permission that who looks needs on the guard
     */
    public SecretsPage(Chains chains, ItemGroup<?> context, AccessControlled guard, Permission permission) {
        this.chains = chains;
        this.context = context;
        this.guard = guard;
        this.permission = permission;
    }

    @Override
    public String getDisplayName() {
        return Messages.text("secrets.title");
    }

    /** Called by Stapler before anything of the page is shown. */
    @Override
    public Object getTarget() {
        guard.checkPermission(permission);
        return this;
    }

    /** One environment of the page. */
    public record Section(String application, String environment, String prefix, List<ExpectedSecret> secrets) {

        public Section {
            secrets = List.copyOf(secrets);
        }

        /** How many are missing. */
        public long missing() {
            return secrets.stream()
                    .filter(secret -> secret.state() == ExpectedSecret.State.MISSING)
                    .count();
        }
    }

    /** Each environment of each application that can be used. */
    public List<Section> getSections() {
        CredentialListing credentials = new JenkinsListing(context);
        return chains.usable().stream()
                .flatMap(chain -> chain.environments().stream()
                        .map(environment -> new Section(
                                chain.application().value(),
                                environment.name().value(),
                                environment.secretPrefix().value(),
                                new EnvironmentSecrets(chain, environment, chains.prefixes(), credentials).all())))
                .toList();
    }

    /** Where the credentials are looked for, in words. */
    public String getContextName() {
        return context.getDisplayName();
    }

    /** What keeps an application from being listed; one sentence each. */
    public List<String> getProblems() {
        return chains.sentences();
    }
}
