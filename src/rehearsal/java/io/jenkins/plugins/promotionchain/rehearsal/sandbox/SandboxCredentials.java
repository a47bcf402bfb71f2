package io.jenkins.plugins.promotionchain.rehearsal.sandbox;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.ItemGroup;
import hudson.util.Secret;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.json.JSONObject;
import org.springframework.security.core.Authentication;

/** The credentials of the sandbox, in the kinds that Jenkins has. */
final class SandboxCredentials extends CredentialsProvider {

    private final List<IdCredentials> all = new ArrayList<>();

    SandboxCredentials(SandboxFile sandbox) {
        for (JSONObject each : sandbox.credentials()) {
            String id = each.getString("id");
            switch (each.getString("kind")) {
                case "text" -> all.add(new Text(id, Secret.fromString(each.getString("value"))));
                case "usernamePassword" ->
                    all.add(new Account(id, each.getString("username"), Secret.fromString(each.getString("password"))));
                default -> throw new IllegalArgumentException("Credential " + id + " is of an unknown kind");
            }
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public <C extends Credentials> List<C> getCredentialsInItemGroup(
            Class<C> type,
            ItemGroup itemGroup,
            Authentication authentication,
            List<DomainRequirement> domainRequirements) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private record Text(String id, Secret secret) implements StringCredentials {

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public Secret getSecret() {
            return secret;
        }
    }

    private record Account(String id, String username, Secret password) implements StandardUsernamePasswordCredentials {

        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public String getUsername() {
            return username;
        }

        @Override
        public Secret getPassword() {
            return password;
        }
    }
}
