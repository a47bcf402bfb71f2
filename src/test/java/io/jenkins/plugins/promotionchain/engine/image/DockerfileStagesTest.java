package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which images a Dockerfile takes from registries. */
class DockerfileStagesTest {

    @Test
    void findsTheBaseOfEachStageThatTheTargetNeeds() throws Exception {
        String text =
                """
                FROM golang:1.22 AS build
                RUN make
                FROM node:20 AS unused
                FROM alpine AS tools
                FROM --platform=linux/amd64 debian:12
                COPY --chown=1:1 --from=Build /bin/app /app
                COPY --from=registry.example.com/team/certs:3 /etc/ssl /etc/ssl
                RUN --mount=type=cache,target=/c --mount=type=bind,from=tools,source=/x make
                """;

        assertThat(images(text, Map.of(), Optional.empty()))
                .containsExactly("golang:1.22", "alpine", "debian:12", "registry.example.com/team/certs:3");
        assertThat(images(text, Map.of(), Optional.of("BUILD"))).containsExactly("golang:1.22");
        assertThat(images(text, Map.of(), Optional.of("1"))).containsExactly("node:20");
    }

    @Test
    void passesOverScratchAndEarlierStages() throws Exception {
        assertThat(
                        images(
                                """
                        FROM scratch AS empty
                        FROM empty
                        COPY --from=0 / /
                        """))
                .isEmpty();
    }

    @Test
    void passesOverCommentsContinuationsAndHereDocuments() throws Exception {
        assertThat(
                        images(
                                """
                        # syntax=docker/dockerfile:1
                        # FROM comment:1
                        FROM \\
                          # in between

                          one:1
                        RUN <<EOF cat >/x && <<-'END' cat
                        FROM here:1
                        EOF
                        FROM there:1
                        	END
                        RUN echo $((1<<3)) <<<x --mount=from=no:1
                        COPY a b --from=no:2 c
                        from two:2
                        """))
                .containsExactly("two:2");
    }

    @Test
    void knowsTheOtherEscapeCharacter() throws Exception {
        assertThat(images("# escape=`\r\nFROM `\r\none:1\r\nRUN dir C:\\\r\nFROM two:2\r\n"))
                .containsExactly("two:2");
    }

    @ParameterizedTest
    @CsvSource({
        "ARG TAG=12, debian:$TAG, debian:12",
        "ARG TAG=12, debian:${TAG}-slim, debian:12-slim",
        "ARG GIVEN=1, debian:$GIVEN, debian:given",
        "ARG GIVEN, debian:$GIVEN, debian:given",
        "ARG A=1 GIVEN=2, debian:$A.$GIVEN, debian:1.given",
        "ARG TAG=\"12\", debian:$TAG, debian:12",
        "ARG TAG, debian:${TAG:-11}, debian:11",
        "ARG TAG=, debian:${TAG:-11}, debian:11",
        "ARG TAG=12, debian${TAG:+:x}, debian:x",
        "ARG TAG=$GIVEN, debian:1$TAG, ''",
        "LABEL a=b, debian, debian"
    })
    void putsInTheArgumentsBeforeTheFirstStage(String declared, String from, String expected) throws Exception {
        String text = declared + "\nFROM " + from + "\nARG LATER=1\n";
        if (expected.isEmpty()) {
            assertThatThrownBy(() -> images(text, Map.of("GIVEN", "given"), Optional.empty()))
                    .isInstanceOf(InvalidInput.class);
        } else {
            assertThat(images(text, Map.of("GIVEN", "given"), Optional.empty())).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM debian:$TAG", "FROM", "FROM a b c", "FROM debian:$TARGETARCH", "FROM a\\\nbc"})
    void saysWhichLineDoesNotNameAnImage(String from) {
        assertThatThrownBy(() -> images("# one\n" + from + "\n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("pinBase: line 2 of the Dockerfile")
                .hasMessageContaining("buildArgs");
    }

    @Test
    void saysThatATargetIsNotThere() {
        assertThatThrownBy(() -> images("FROM a\n", Map.of(), Optional.of("b")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no stage 'b'");
        assertThatThrownBy(() -> images("RUN x\n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("no stage");
    }

    @ParameterizedTest
    @CsvSource({
        "debian, docker.io/library/debian:latest",
        "debian:12, docker.io/library/debian:12",
        "team/app:1, docker.io/team/app:1",
        "docker.io/debian, docker.io/library/debian:latest",
        "index.docker.io/team/app, docker.io/team/app:latest",
        "localhost/app:1, localhost/app:1",
        "127.0.0.1:5000/a/b, 127.0.0.1:5000/a/b:latest",
        "r.example.com/a:1@sha256:0000000000000000000000000000000000000000000000000000000000000000, r.example.com/a"
    })
    void readsNamesAsDockerDoes(String name, String expected) {
        assertThat(BaseImage.parse(name)).hasToString(expected);
    }

    private static List<String> images(String text) throws InvalidInput {
        return images(text, Map.of(), Optional.empty());
    }

    private static List<String> images(String text, Map<String, String> arguments, Optional<String> target)
            throws InvalidInput {
        return DockerfileStages.of(DockerfileText.parse(text), arguments).usedBy(target).stream()
                .map(DockerfileStages.Use::image)
                .toList();
    }
}
