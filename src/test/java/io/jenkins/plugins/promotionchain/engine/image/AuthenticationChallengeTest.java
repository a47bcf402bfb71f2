package io.jenkins.plugins.promotionchain.engine.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class AuthenticationChallengeTest {

    @Test
    void readsAQuotedValueOfAnyLength() {
        String scope = "repository:x:pull ".repeat(6_000);

        assertThat(AuthenticationChallenge.parse(List.of("Bearer scope=\"" + scope + "\""))
                        .get(0)
                        .parameter("scope"))
                .contains(scope);
    }

    @Test
    void readsATokenChallenge() {
        assertThat(
                        parse(
                                "Bearer"
                                        + " realm=\"https://auth.example.com/token\",service=\"registry\",scope=\"repository:a/b:pull,push\""))
                .containsExactly(new AuthenticationChallenge(
                        "bearer",
                        Map.of(
                                "realm", "https://auth.example.com/token",
                                "service", "registry",
                                "scope", "repository:a/b:pull,push")));
    }

    @Test
    void readsSeveralChallengesOfOneHeader() {
        assertThat(parse("Negotiate, NTLM dGVzdA==, Basic realm=\"a, \\\"b\\\"\", charset=UTF-8, Bearer Realm = x"))
                .containsExactly(
                        new AuthenticationChallenge("negotiate", Map.of()),
                        new AuthenticationChallenge("ntlm", Map.of()),
                        new AuthenticationChallenge("basic", Map.of("realm", "a, \"b\"", "charset", "UTF-8")),
                        new AuthenticationChallenge("bearer", Map.of("realm", "x")));
    }

    @Test
    void readsSeveralHeaders() {
        assertThat(AuthenticationChallenge.parse(List.of("Basic realm=a", "Bearer realm=b")))
                .extracting(AuthenticationChallenge::scheme)
                .containsExactly("basic", "bearer");
    }

    @Test
    void makesTheBestOfNonsense() {
        assertThat(parse("")).isEmpty();
        assertThat(parse("\"")).isEmpty();
        assertThat(parse("Basic realm=\"open"))
                .extracting(AuthenticationChallenge::scheme)
                .contains("basic");
    }

    @Property
    void givesBackEveryQuotedValue(@ForAll @CharRange(from = ' ', to = '~') String value) {
        String quoted = value.replace("\\", "\\\\").replace("\"", "\\\"");

        assertThat(parse("Bearer realm=\"" + quoted + "\", service=\"s\"")
                        .get(0)
                        .parameters())
                .containsEntry("realm", value)
                .containsEntry("service", "s");
    }

    private static List<AuthenticationChallenge> parse(String header) {
        return AuthenticationChallenge.parse(List.of(header));
    }
}
