package io.jenkins.plugins.promotionchain.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.cloudbees.jenkins.plugins.sshcredentials.SSHUserPrivateKey;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.util.Secret;
import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import io.jenkins.plugins.promotionchain.secrets.JenkinsCredentials;
import io.jenkins.plugins.promotionchain.secrets.StoredCredential;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every kind of credential that Jenkins people use arrives as what it is. */
class JenkinsCredentialsTest {

    private FakeJenkins jenkins;
    private JenkinsCredentials credentials;

    @BeforeEach
    void start() {
        jenkins = FakeJenkins.start();
        credentials = new JenkinsCredentials(FakeBuild.of("shop"));
    }

    @Test
    void findsNothingWhereThereIsNothing() throws Exception {
        assertThat(credentials.find("DEV_HOST")).isEmpty();
        assertThat(credentials.registryLogin("DEV_HOST", "r.example.com")).isEmpty();
    }

    @Test
    void readsASecretText() throws Exception {
        jenkins.with(new StoredText("DEV_SECRET_KEY", "ü\n$x"));

        assertThat(credentials.find("DEV_SECRET_KEY")).contains(new StoredCredential.Text(Sensitive.of("ü\n$x")));
    }

    /** CredentialsProvider.findCredentialById looks for a credentials parameter of that name first. */
    @Test
    void takesNoCredentialThatAParameterOfTheBuildPutsInThePlaceOfAnother() {
        AtomicInteger asked = new AtomicInteger();
        jenkins.with(new StringCredentials() {
            private static final long serialVersionUID = 1L;

            @Override
            public String getId() {
                return asked.getAndIncrement() == 0 ? "DEV_DATABASE_URL" : "PROD_DATABASE_URL";
            }

            @Override
            public String getDescription() {
                return "";
            }

            @Override
            public Secret getSecret() {
                throw new AssertionError("it is not even read");
            }
        });

        assertThatThrownBy(() -> credentials.find("DEV_DATABASE_URL"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("'DEV_DATABASE_URL' is a parameter of the build and stands for the credential"
                        + " 'PROD_DATABASE_URL'");
    }

    @Test
    void readsASecretFileAsUtf8() throws Exception {
        jenkins.with(new StoredFile("DEV_SECRET_KEY", "größe\n"));

        assertThat(credentials.find("DEV_SECRET_KEY")).contains(new StoredCredential.Document(Sensitive.of("größe\n")));
    }

    @Test
    void readsAUsernameWithPassword() throws Exception {
        jenkins.with(new StoredAccount("DEV_SSH", "django", "pw"));

        assertThat(credentials.find("DEV_SSH")).contains(new StoredCredential.Account("django", Sensitive.of("pw")));
    }

    @Test
    void readsAPrivateKeyWithAndWithoutUserAndPassphrase() throws Exception {
        jenkins.with(new StoredKey("DEV_SSH_KEY", "root", "pem", Secret.fromString("phrase")));
        jenkins.with(new StoredKey("UAT_SSH_KEY", "", "pem", null));

        assertThat(credentials.find("DEV_SSH_KEY"))
                .contains(new StoredCredential.PrivateKey(
                        Optional.of("root"), Sensitive.of("pem"), Optional.of(Sensitive.of("phrase"))));
        assertThat(credentials.find("UAT_SSH_KEY"))
                .contains(new StoredCredential.PrivateKey(Optional.empty(), Sensitive.of("pem"), Optional.empty()));
    }

    @Test
    void namesAKindThatItDoesNotKnow() throws Exception {
        jenkins.with(new StoredCertificate("DEV_SSH"));

        assertThat(credentials.find("DEV_SSH")).contains(new StoredCredential.Unknown("StoredCertificate"));
    }

    private record StoredCertificate(String id) implements StandardCredentials {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getDescription() {
            return "";
        }
    }

    private record StoredFile(String id, String text) implements FileCredentials {
        @Override
        public String getId() {
            return id;
        }

        @Override
        public String getDescription() {
            return "";
        }

        @Override
        public String getFileName() {
            return "file";
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private record StoredAccount(String id, String user, String pass) implements StandardUsernamePasswordCredentials {
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
            return user;
        }

        @Override
        public Secret getPassword() {
            return Secret.fromString(pass);
        }
    }

    private record StoredKey(String id, String user, String pem, Secret phrase) implements SSHUserPrivateKey {
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
            return user;
        }

        @Override
        public Secret getPassphrase() {
            return phrase;
        }

        @Override
        public List<String> getPrivateKeys() {
            return List.of(pem);
        }
    }
}
