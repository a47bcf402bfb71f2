package io.jenkins.plugins.promotionchain.config;

import static io.jenkins.plugins.promotionchain.config.Configurations.application;
import static io.jenkins.plugins.promotionchain.config.Configurations.environment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.promotionchain.engine.failure.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentChoiceTest {

    private final Chain chain = chain();

    private static Chain chain() {
        return ChainReader.read(List.of(application(
                        "shop",
                        environment("any", "release/*", ""),
                        environment("next", "release/next", ""),
                        environment("prod", "main", ""),
                        environment("manual", "", ""))))
                .usable()
                .get(0);
    }

    private String choose(String named, Map<String, String> variables) throws InvalidInput {
        return EnvironmentChoice.choose(chain, Optional.of(named).filter(name -> !name.isEmpty()), variables)
                .name()
                .value();
    }

    @Test
    void takesTheNamedEnvironmentWhateverTheBranch() throws InvalidInput {
        assertThat(choose("manual", Map.of("BRANCH_NAME", "main"))).isEqualTo("manual");
    }

    @Test
    void takesTheEnvironmentOfTheBranch() throws InvalidInput {
        assertThat(choose("", Map.of("BRANCH_NAME", "main", "GIT_BRANCH", "origin/other")))
                .isEqualTo("prod");
        assertThat(choose("", Map.of("GIT_BRANCH", "origin/main"))).isEqualTo("prod");
        assertThat(choose("", Map.of("BRANCH_NAME", "release/1.2"))).isEqualTo("any");
    }

    @Test
    void prefersAnExactBranchToAPatternThatStandsBeforeIt() throws InvalidInput {
        assertThat(choose("", Map.of("BRANCH_NAME", "release/next"))).isEqualTo("next");
    }

    @Test
    void saysWhatIsConfiguredWhenTheBranchLeadsNowhere() {
        assertThatThrownBy(() -> choose("", Map.of("BRANCH_NAME", "feature/x")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContainingAll("feature/x", "prod (branch main)", "any (branch release/*)", "manual");
        assertThatThrownBy(() -> choose("", Map.of())).hasMessageContaining("BRANCH_NAME");
        assertThatThrownBy(() -> choose("test", Map.of())).hasMessageContainingAll("'test'", "prod");
        assertThatThrownBy(() -> choose("TEST", Map.of())).hasMessageContaining("not an environment name");
    }

    @Test
    void aStarEndsAtASlashAndTwoStarsDoNot() {
        assertThat(BranchPattern.of("release/*").matches("release/a/b")).isFalse();
        assertThat(BranchPattern.of("release/**").matches("release/a/b")).isTrue();
        assertThat(BranchPattern.of("v*.x").matches("v1.x")).isTrue();
        assertThat(BranchPattern.of("v*.x").matches("v1yx")).isFalse();
        assertThat(BranchPattern.of("main").matches("main2")).isFalse();
    }
}
