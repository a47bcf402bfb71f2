package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.ImageMissing;
import io.jenkins.plugins.promotionchain.engine.failure.RegistryRefused;
import io.jenkins.plugins.promotionchain.engine.image.LoopbackServer.Answer;
import io.jenkins.plugins.promotionchain.engine.value.ImageDigest;
import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegistryClientTest extends RegistryScenario {

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
        assertThat(anonymous(server).has(new ImageRef(repository(server), IMAGE.digest())))
                .isFalse();
    }

    @Test
    void computesTheDigestThatARegistryDoesNotTell() throws Exception {
        LoopbackServer server = start(request -> manifest(Map.of()));

        assertThat(anonymous(server).find(repository(server), "dev-1")).contains(IMAGE.digest());
        assertThat(server.asked())
                .containsExactly("HEAD /v2/team/app/manifests/dev-1", "GET /v2/team/app/manifests/dev-1");
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
    void tellsWhichLayersHaveToBeFetched() throws Exception {
        LoopbackServer server = start(request -> request.target().contains("/blobs/")
                ? new Answer(200, Map.of(), IMAGE.configuration())
                : manifest(Map.of()));

        ImageLayers layers = anonymous(server).layers(new ImageRef(repository(server), IMAGE.digest()));

        String content = ImageManifest.digestOf(new byte[1024]).value();
        assertThat(layers.platforms()).isOne();
        assertThat(layers.layers()).containsExactly(new ImageLayers.Layer(content, IMAGE.layer().length));
        assertThat(layers.bytesWithout(Set.of())).isEqualTo(layers.bytes());
        assertThat(layers.bytesWithout(Set.of(content))).isZero();
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
        LoopbackServer server = start(request ->
                new Answer(200, Map.of("Content-Type", "text/html"), "<html>".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> anonymous(server).describe(new ImageRef(repository(server), IMAGE.digest())))
                .isInstanceOf(RegistryRefused.class)
                .hasMessageContaining("text/html");
    }
}
