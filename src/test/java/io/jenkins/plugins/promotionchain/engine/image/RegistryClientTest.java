package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.docker.RegistryLogin;
import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.image.LoopbackServer.Answer;
import io.jenkins.plugins.promotionchain.engine.secret.Sensitive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryClientTest {

    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString("ci:geheim".getBytes(StandardCharsets.UTF_8));
    private static final TinyImage IMAGE = TinyImage.ofRevision("1234");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2025-12-09T12:00:00Z"), ZoneOffset.UTC);

    private final List<Duration> pauses = new ArrayList<>();
    private final List<LoopbackServer> servers = new ArrayList<>();

    @AfterEach
    void stopServers() {
        servers.forEach(LoopbackServer::close);
    }

    @Test
    void findsWhatATagNames() throws Exception {
        LoopbackServer server = start(request -> found());

        assertThat(anonymous(server).find(repository(server), "dev-1")).contains(IMAGE.digest());
        assertThat(server.asked()).containsExactly("HEAD /v2/team/app/manifests/dev-1");
    }

    @Test
    void findsNothingWhereThereIsNothing() throws Exception {
        LoopbackServer server = start(request -> Answer.json(404, "{\"errors\":[{\"code\":\"NAME_UNKNOWN\"}]}"));

        assertThat(anonymous(server).find(repository(server), "dev-1")).isEmpty();
        assertThat(anonymous(server).has(new ImageRef(repository(server), IMAGE.digest()))).isFalse();
    }

    @Test
    void computesTheDigestThatARegistryDoesNotTell() throws Exception {
        LoopbackServer server = start(request -> manifest(Map.of()));

        assertThat(anonymous(server).find(repository(server), "dev-1")).contains(IMAGE.digest());
        assertThat(server.asked())
                .containsExactly("HEAD /v2/team/app/manifests/dev-1", "GET /v2/team/app/manifests/dev-1");
    }

    @Test
    void logsInWithUserNameAndPasswordWhenAskedTo() throws Exception {
        LoopbackServer server = start(request ->
                request.authorization().equals(Optional.of(BASIC)) ? found() : Answer.challenge("Basic realm=\"x\""));
        RegistryClient client = client(server);

        assertThat(client.find(repository(server), "a")).isPresent();
        assertThat(client.find(repository(server), "b")).isPresent();
        assertThat(server.asked()).as("asked to log in once").hasSize(3);
        assertThat(server.requests().get(0).authorization()).as("nothing is sent unasked").isEmpty();
    }

    @Test
    void fetchesATokenForTheScopeThatTheRegistryNames() throws Exception {
        LoopbackServer tokens = start(request -> Answer.json(200, "{\"access_token\":\"t0ken\"}"));
        LoopbackServer server = start(request -> request.authorization().equals(Optional.of("Bearer t0ken"))
                ? found()
                : Answer.challenge("Bearer realm=\"http://" + tokens.host()
                        + "/token\",service=\"a, b\",scope=\"repository:team/app:pull\""));

        assertThat(client(server).find(repository(server), "a")).isPresent();
        assertThat(tokens.asked())
                .containsExactly("GET /token?service=a%2C+b&scope=repository%3Ateam%2Fapp%3Apull");
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
        LoopbackServer server = start(request -> request.authorization().equals(Optional.ofNullable(accepted.peek()))
                        && accepted.poll() != null
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

    @Test
    void saysThatTheLoginIsRefusedWithoutThePassword() throws Exception {
        LoopbackServer server = start(request -> new Answer(
                401,
                Map.of("WWW-Authenticate", "Basic realm=x"),
                "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"authentication required\"}]}".getBytes(StandardCharsets.UTF_8)));

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
    void asksAgainAsLateAsTheRegistryWishes() throws Exception {
        Deque<Answer> answers = new ArrayDeque<>(List.of(
                new Answer(429, Map.of("Retry-After", "7"), new byte[0]),
                new Answer(503, Map.of("Retry-After", "Tue, 9 Dec 2025 12:00:30 GMT"), new byte[0]),
                Answer.status(500),
                found()));
        LoopbackServer server = start(request -> answers.poll());

        assertThat(anonymous(server).find(repository(server), "a")).isPresent();
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(30), Duration.ofSeconds(4));
    }

    @Test
    void waitsAMinuteAtMost() throws Exception {
        Deque<Answer> answers =
                new ArrayDeque<>(List.of(new Answer(429, Map.of("Retry-After", "86400"), new byte[0]), found()));
        LoopbackServer server = start(request -> answers.poll());

        assertThat(anonymous(server).find(repository(server), "a")).isPresent();
        assertThat(pauses).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void givesUpOnARegistryThatStaysBroken() throws Exception {
        LoopbackServer server = start(request -> Answer.status(502));

        assertThatThrownBy(() -> anonymous(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("502")
                .hasMessageContaining("4 attempts");
        assertThat(server.asked()).hasSize(4);
    }

    @Test
    void asksAgainWhenTheConnectionBreaks() throws Exception {
        Deque<Optional<Answer>> answers = new ArrayDeque<>(List.of(Optional.empty(), Optional.of(found())));
        LoopbackServer server =
                start(request -> request.method().equals("HEAD") && answers.size() > 1 ? answers.poll().orElse(null) : found());

        assertThat(anonymous(server).find(repository(server), "a")).isPresent();
    }

    @Test
    void saysThatARegistryCannotBeReached() throws Exception {
        LoopbackServer server = start(request -> found());
        server.close();

        assertThatThrownBy(() -> anonymous(server).find(repository(server), "a"))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining(server.host())
                .hasMessageContaining("cannot be reached");
        assertThat(pauses).hasSize(3);
    }

    @Test
    void saysThatAnotherServerIsNoRegistry() throws Exception {
        LoopbackServer server = start(request -> Answer.status(404));

        assertThatThrownBy(() -> anonymous(server).check())
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("no registry");
    }

    @Test
    void givesAnImageOneMoreTagWithoutChangingAByteOfIt() throws Exception {
        LoopbackServer server = start(request -> switch (request.method()) {
            case "PUT" -> Answer.status(201);
            case "HEAD" -> Answer.status(404);
            default -> manifest(Map.of());
        });

        anonymous(server).tag(new ImageRef(repository(server), IMAGE.digest()), "dev-1");

        LoopbackServer.Request put = server.requests().get(2);
        assertThat(put).hasToString("PUT /v2/team/app/manifests/dev-1");
        assertThat(put.body()).isEqualTo(IMAGE.manifest());
        assertThat(put.type()).contains(TinyImage.TYPE);
    }

    @Test
    void leavesATagThatNamesTheImageAlready() throws Exception {
        LoopbackServer server = start(request -> found());

        anonymous(server).tag(new ImageRef(repository(server), IMAGE.digest()), "dev-1");

        assertThat(server.asked()).containsExactly("HEAD /v2/team/app/manifests/dev-1");
    }

    @Test
    void trustsNoManifestThatHasAnotherDigest() throws Exception {
        LoopbackServer server = start(request -> manifest(Map.of()));
        ImageRef other = new ImageRef(repository(server), ImageDigest.of("sha256:" + "0".repeat(64)));

        assertThatThrownBy(() -> anonymous(server).describe(other))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("another digest");
    }

    @Test
    void describesAnImageOfSeveralPlatformsByItsFirst() throws Exception {
        byte[] index =
                """
                {"schemaVersion":2,"manifests":[
                 {"digest":"sha256:%s","platform":{"os":"unknown","architecture":"unknown"}},
                 {"digest":"%s","platform":{"os":"linux","architecture":"amd64"}}]}"""
                        .formatted("0".repeat(64), IMAGE.digest())
                        .getBytes(StandardCharsets.UTF_8);
        ImageDigest digest = ImageManifest.digestOf(index);
        LoopbackServer server = start(request -> request.target().endsWith(digest.value())
                ? new Answer(200, Map.of("Content-Type", ImageManifest.MEDIA_TYPES.get(0)), index)
                : request.target().contains("/blobs/")
                        ? new Answer(200, Map.of(), IMAGE.configuration())
                        : manifest(Map.of()));

        ImageDescription description = anonymous(server).describe(new ImageRef(repository(server), digest));

        assertThat(description.bytes()).isEqualTo(IMAGE.size());
        assertThat(description.created()).contains(Instant.parse("2025-12-01T10:00:00Z"));
        assertThat(description.label(OciLabels.REVISION)).contains("1234");
    }

    @Test
    void saysThatAnImageIsMissing() throws Exception {
        LoopbackServer server = start(request -> Answer.status(404));

        assertThatThrownBy(() -> anonymous(server).describe(new ImageRef(repository(server), IMAGE.digest())))
                .isInstanceOf(ImageMissing.class)
                .hasMessageContaining(IMAGE.digest().value());
    }

    @Test
    void refusesWhatIsNoManifest() throws Exception {
        LoopbackServer server = start(request -> new Answer(
                200, Map.of("Content-Type", "text/html"), "<html>".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> anonymous(server).describe(new ImageRef(repository(server), IMAGE.digest())))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("text/html");
    }

    @Test
    void showsALoginToNoOtherRegistry() {
        RegistryLogin login = new RegistryLogin("registry.example.com", "ci", Sensitive.of("geheim"));

        assertThatThrownBy(() -> factory().connect("127.0.0.1:5000", Optional.of(login)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Answer found() {
        return manifest(Map.of("Docker-Content-Digest", IMAGE.digest().value()));
    }

    private static Answer manifest(Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("Content-Type", TinyImage.TYPE);
        return new Answer(200, all, IMAGE.manifest());
    }

    private LoopbackServer start(LoopbackServer.Behaviour behaviour) throws IOException {
        LoopbackServer server = LoopbackServer.start(behaviour);
        servers.add(server);
        return server;
    }

    private static ImageRepository repository(LoopbackServer server) {
        return new ImageRepository(server.host(), "team/app");
    }

    private RegistryClient anonymous(LoopbackServer server) {
        return factory().connect(server.host(), Optional.empty());
    }

    private RegistryClient client(LoopbackServer server) {
        return factory()
                .connect(server.host(), Optional.of(new RegistryLogin(server.host(), "ci", Sensitive.of("geheim"))));
    }

    private RegistryClient.Factory factory() {
        return RegistryClient.Factory.over(RegistryTransport.create(pauses::add, CLOCK));
    }
}
