package io.jenkins.plugins.promotionchain.secrets;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.ItemGroup;
import hudson.security.ACL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The credentials that jobs of a folder, or of Jenkins itself, can use, whichever provider has them: the first provider
 * that answers to an id counts, as for a build. Reads no value. Who may see the list has to be checked by the caller.
 */
public final class JenkinsListing implements CredentialListing {

    private final Map<String, Listed> byId = new HashMap<>();

    /** @param context a folder, or Jenkins */
    public JenkinsListing(ItemGroup<?> context) {
        for (CredentialsProvider provider : CredentialsProvider.enabled()) {
            for (IdCredentials credential :
                    provider.getCredentialsInItemGroup(IdCredentials.class, context, ACL.SYSTEM2, List.of())) {
                byId.putIfAbsent(
                        credential.getId(),
                        new Listed(
                                credential.getId(),
                                credential.getDescriptor().getDisplayName(),
                                provider.getDisplayName()));
            }
        }
    }

    @Override
    public Optional<Listed> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
