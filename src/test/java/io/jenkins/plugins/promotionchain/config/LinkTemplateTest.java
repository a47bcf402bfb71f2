package io.jenkins.plugins.promotionchain.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.value.ImageRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTemplateTest {

    private static final ImageRef IMAGE =
            ImageRef.parse("registry.example.com:5000/team/shop-backend@sha256:" + "a".repeat(64));

    @Test
    void putsInWhatIsKnown() {
        assertThat(LinkTemplate.ofCommits("https://git.example.com/shop/-/commit/{commit}?w=1")
                        .pageOfCommit("3f2a"))
                .isEqualTo("https://git.example.com/shop/-/commit/3f2a?w=1");
        assertThat(LinkTemplate.ofImages("http://hub:8080/{repository}/{digest}")
                        .pageOf(IMAGE))
                .isEqualTo("http://hub:8080/team/shop-backend/sha256:" + "a".repeat(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert({commit})",
                "data:text/html,{commit}",
                "/commit/{commit}",
                "https:///{commit}",
                "https://git.example.com/{commit} {commit}",
                "https://git.example.com/\"><b>{commit}",
                "https://git.example.com/{commit}/{branch}"
            })
    void refusesWhatIsNoAddressOfAPage(String text) {
        assertThatThrownBy(() -> LinkTemplate.ofCommits(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not the address of a page");
    }

    @Test
    void refusesWhatIsTheSameForAllOrAsksForWhatIsNotKnown() {
        assertThatThrownBy(() -> LinkTemplate.ofCommits("https://git.example.com/"))
                .hasMessageContaining("put {commit} in its place");
        assertThatThrownBy(() -> LinkTemplate.ofImages("https://hub.example.com/"))
                .hasMessageContaining("put {repository} or {digest} in its place");
        assertThatThrownBy(() -> LinkTemplate.ofImages("https://hub.example.com/{digest}/{commit}"))
                .hasMessageContaining("known is {repository} and {digest}");
        assertThatThrownBy(() -> LinkTemplate.ofSite("https://{commit}.example.com/"))
                .hasMessageContaining("not known here");
    }

    @Test
    void refusesOneWithAPasswordWithoutRepeatingIt() {
        assertThatThrownBy(() -> LinkTemplate.ofCommits("https://user:secret@git.example.com/{commit}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may hold a password")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> LinkTemplate.ofSite("https://user:secret@git.example.com/{commit}"))
                .hasMessageNotContaining("secret");
    }

    @Test
    void refusesAnEndlessOne() {
        assertThatThrownBy(() -> LinkTemplate.ofSite("https://example.com/" + "a".repeat(1000)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
