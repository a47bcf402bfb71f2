package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.image.LoopbackServer.Answer;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets to see the login, and what the user is told when it is refused. */
class RegistryLoginTest extends RegistryScenario {

    @Test
    void logsInWithUserNameAndPasswordWhenAskedTo() throws Exception {
        LoopbackServer server = start(request ->
                request.authorization().equals(Optional.of(BASIC)) ? found() : Answer.challenge("Basic realm=\"x\""));
        RegistryClient client = client(server);

        assertThat(client.find(repository(server), "a")).isPresent();
        assertThat(client.find(repository(server), "b")).isPresent();
        assertThat(server.asked()).as("asked to log in once").hasSize(3);
        assertThat(server.requests().get(0).authorization())
                .as("nothing is sent unasked")
                .isEmpty();
    }

    @Test
    void fetchesATokenForTheScopeThatTheRegistryNames() throws Exception {
        LoopbackServer tokens = start(request -> Answer.json(200, "{\"access_token\":\"t0ken\"}"));
        LoopbackServer server = start(request -> request.authorization().equals(Optional.of("Bearer t0ken"))
                ? found()
                : Answer.challenge("Bearer realm=\"http://" + tokens.host()
                        + "/token\",service=\"a, b\",scope=\"repository:team/app:pull\""));

        assertThat(client(server).find(repository(server), "a")).isPresent();
        assertThat(tokens.asked()).containsExactly("GET /token?service=a%2C+b&scope=repository%3Ateam%2Fapp%3Apull");
        assertThat(tokens.requests().get(0).authorization()).contains(BASIC);
    }

    @Test
    void fetchesATokenWithoutALoginToo() throws Exception {
        LoopbackServer tokens = start(request -> Answer.json(200, "{\"token\":\"anonymous\"}"));
        LoopbackServer server = start(request -> request.authorization().isPresent()
                ? found()
                : Answer.challenge("Bearer realm=\"http://" + tokens.host() + "/token\""));

        assertThat(anonymous(server).find(repository(server), "a")).isPresent();
        assertThat(tokens.requests().get(0).authorization()).isEmpty();
    }

    @Test
    void fetchesANewTokenWhenTheOldOneHasRunOut() throws Exception {
        Deque<String> given = new ArrayDeque<>(List.of("first", "second"));
        Deque<String> accepted = new ArrayDeque<>(List.of("Bearer first", "Bearer second"));
        LoopbackServer tokens = start(request -> Answer.json(200, "{\"token\":\"" + given.poll() + "\"}"));
        LoopbackServer server = start(request ->
                request.authorization().equals(Optional.ofNullable(accepted.peek())) && accepted.poll() != null
                        ? found()
                        : Answer.challenge("Bearer realm=\"http://" + tokens.host() + "/token\""));
        RegistryClient client = client(server);

        assertThat(client.find(repository(server), "a")).isPresent();
        assertThat(client.find(repository(server), "a")).isPresent();
        assertThat(tokens.asked()).hasSize(2);
    }

    @Test
    void sendsTheLoginToNoTokenServerThatOthersCouldListenTo() throws Exception {
        LoopbackServer server = start(request -> Answer.challenge("Bearer realm=\"http://tokens.example.com/token\""));

        assertThatThrownBy(() -> client(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("http://tokens.example.com/token")
                .hasMessageContaining("https");
    }

    @Test
    void followsNoRedirectOfATokenServer() throws Exception {
        LoopbackServer other = start(request -> Answer.json(200, "{\"token\":\"stolen\"}"));
        LoopbackServer tokens =
                start(request -> new Answer(302, Map.of("Location", "http://" + other.host() + "/"), new byte[0]));
        LoopbackServer server =
                start(request -> Answer.challenge("Bearer realm=\"http://" + tokens.host() + "/token\""));

        assertThatThrownBy(() -> client(server).find(repository(server), "a")).isInstanceOf(RegistryRefused.class);
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void takesTheLoginAlongToNoOtherServer() throws Exception {
        LoopbackServer storage = start(request -> found());
        LoopbackServer server = start(request -> request.authorization().isEmpty()
                ? Answer.challenge("Basic realm=x")
                : new Answer(307, Map.of("Location", "http://" + storage.host() + "/else"), new byte[0]));

        assertThat(client(server).find(repository(server), "a")).contains(IMAGE.digest());
        assertThat(storage.asked()).containsExactly("HEAD /else");
        assertThat(storage.requests().get(0).authorization()).isEmpty();
    }

    @Test
    void followsNoRedirectToPlainHttpElsewhere() throws Exception {
        LoopbackServer server =
                start(request -> new Answer(302, Map.of("Location", "http://example.com/"), new byte[0]));

        assertThatThrownBy(() -> anonymous(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("not https");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://storage.example.com/a|b", "https://storage.example.com/a b", "/a\\b"})
    void saysThatARedirectIsNoUrl(String location) throws Exception {
        LoopbackServer server = start(request -> new Answer(302, Map.of("Location", location), new byte[0]));

        assertThatThrownBy(() -> anonymous(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("not a URL")
                .hasMessageContaining("percent-encode")
                .hasMessageNotContaining("https");
    }

    @Test
    void saysThatTheLoginIsRefusedWithoutThePassword() throws Exception {
        LoopbackServer server = start(request -> new Answer(
                401,
                Map.of("WWW-Authenticate", "Basic realm=x"),
                "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}"
                        .getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> client(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining(server.host())
                .hasMessageContaining("'ci'")
                .hasMessageContaining("credential")
                .hasMessageNotContaining("geheim")
                .hasMessageNotContaining(BASIC.substring(6));
    }

    @Test
    void saysThatALoginIsNeededWhereNoneIsGiven() throws Exception {
        LoopbackServer server = start(request -> Answer.challenge("Basic realm=x"));

        assertThatThrownBy(() -> anonymous(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("credentialsId");
    }

    @Test
    void saysThatARepositoryIsForbidden() throws Exception {
        LoopbackServer server = start(request -> Answer.json(403, "{\"errors\":[{\"code\":\"DENIED\"}]}"));

        assertThatThrownBy(() -> anonymous(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("403");
    }

    @Test
    void showsNoPartOfASecretThatDoesNotFit() throws Exception {
        LoopbackServer server = start(request -> Answer.json(
                403, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"" + "x ".repeat(94) + "geheimnis123\"}]}"));

        assertThatThrownBy(() -> anonymous(server).check())
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("DENIED x x")
                .hasMessageContaining("x …")
                .hasMessageNotContaining("geh");
    }

    @Test
    void showsALoginToNoOtherRegistry() {
        RegistryLogin login = new RegistryLogin("registry.example.com", "ci", Sensitive.of("geheim"));

        assertThatThrownBy(() -> factory().connect("127.0.0.1:5000", Optional.of(login)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsAnUnknownAccountFromOneWithoutTheRight() throws Exception {
        LoopbackServer unknown = start(request -> Answer.challenge("Basic realm=\"x\""));
        LoopbackServer forbidden = start(request -> Answer.status(403));

        assertThatThrownBy(() -> client(unknown).find(repository(unknown), "a"))
                .isInstanceOfSatisfying(RegistryRefused.class, refused -> assertThat(refused.isLogin())
                        .isTrue());
        assertThatThrownBy(() -> client(forbidden).find(repository(forbidden), "a"))
                .isInstanceOfSatisfying(RegistryRefused.class, refused -> assertThat(refused.isLogin())
                        .isFalse());
    }
}
