package io.jenkins.plugins.promotionchain.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.value.ComponentName;
import io.jenkins.plugins.promotionchain.engine.value.EnvironmentName;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SecretScopeTest {

    private static final SecretPrefix DEV = SecretPrefix.of("DEV");
    private static final SecretPrefix DEV_EU = SecretPrefix.of("DEV_EU");
    private static final SecretPrefix PROD = SecretPrefix.of("PROD");

    private static SecretScope scope(SecretPrefix prefix, String component, String... shared) {
        return new SecretScope(prefix, ComponentName.of(component), Set.of(shared), Set.of(DEV, DEV_EU, PROD));
    }

    @Test
    void looksForTheComponentsSecretFirstThenTheEnvironmentsThenTheSharedOne() {
        assertThat(scope(DEV, "frontend", "TOKEN").candidates("TOKEN"))
                .containsExactly("DEV_FRONTEND_TOKEN", "DEV_TOKEN", "TOKEN");
    }

    @Test
    void usesNoBareNameThatIsNotDeclaredShared() {
        assertThat(scope(DEV, "backend").candidates("TOKEN")).containsExactly("DEV_BACKEND_TOKEN", "DEV_TOKEN");
    }

    @Test
    void putsTheMoreSpecificPlaceBeforeThePreferredName() {
        assertThat(scope(DEV, "frontend").candidates(List.of("SSH_KEY", "SSH_PASSWORD")))
                .containsExactly(
                        "DEV_FRONTEND_SSH_KEY", "DEV_FRONTEND_SSH_PASSWORD", "DEV_SSH_KEY", "DEV_SSH_PASSWORD");
    }

    @Test
    void leavesOutAnIdThatTheLongerPrefixOfAnotherEnvironmentOwns() {
        assertThat(scope(DEV, "eu").candidates("HOST")).containsExactly("DEV_HOST");
        assertThat(scope(DEV, "backend").candidates("EU_HOST")).containsExactly("DEV_BACKEND_EU_HOST");
        assertThat(scope(DEV_EU, "backend").candidates("HOST")).containsExactly("DEV_EU_BACKEND_HOST", "DEV_EU_HOST");
    }

    @Test
    void readsNoSecretOfAnotherEnvironmentEvenWhenItIsDeclaredShared() {
        assertThat(scope(DEV, "backend", "PROD_TOKEN").candidates("PROD_TOKEN"))
                .containsExactly("DEV_BACKEND_PROD_TOKEN", "DEV_PROD_TOKEN");
        assertThat(scope(PROD, "backend", "DEV_TOKEN").foreignOwner("dev-token"))
                .contains(DEV);
    }

    @Test
    void writesTheNameOfAnEnvironmentInTheFormOfAnId() {
        assertThat(SecretPrefix.defaultFor(EnvironmentName.of("dev-eu"))).isEqualTo(DEV_EU);
    }

    @Property
    void noCandidateEverBelongsToAnotherEnvironment(
            @ForAll("prefixes") String own,
            @ForAll("prefixSets") Set<String> others,
            @ForAll("components") String component,
            @ForAll("names") String name,
            @ForAll boolean shared) {
        SecretPrefix prefix = SecretPrefix.of(own);
        Set<SecretPrefix> foreign = others.stream().map(SecretPrefix::of).collect(Collectors.toSet());
        SecretScope scope =
                new SecretScope(prefix, ComponentName.of(component), shared ? Set.of(name) : Set.of(), foreign);

        assertThat(scope.candidates(name)).allSatisfy(id -> {
            int longestForeign = foreign.stream()
                    .filter(other -> !other.equals(prefix))
                    .filter(other -> id.equals(other.value()) || id.startsWith(other.value() + "_"))
                    .mapToInt(other -> other.value().length())
                    .max()
                    .orElse(-1);
            boolean ofOwn = id.equals(own) || id.startsWith(own + "_");
            assertThat(longestForeign < 0 || ofOwn && own.length() > longestForeign)
                    .isTrue();
        });
    }

    @Property
    void twoEnvironmentsNeverShareACandidateExceptADeclaredName(
            @ForAll("prefixes") String one,
            @ForAll("prefixes") String two,
            @ForAll("components") String component,
            @ForAll("names") String name) {
        SecretPrefix first = SecretPrefix.of(one);
        SecretPrefix second = SecretPrefix.of(two);
        if (first.equals(second)) {
            return;
        }
        Set<SecretPrefix> all = Set.of(first, second);
        SecretScope a = new SecretScope(first, ComponentName.of(component), Set.of(), all);
        SecretScope b = new SecretScope(second, ComponentName.of(component), Set.of(), all);

        assertThat(Collections.disjoint(a.candidates(name), b.candidates(name))).isTrue();
    }

    @Provide
    Arbitrary<String> prefixes() {
        return Arbitraries.of("DEV", "DEV_EU", "DEV_BACKEND", "UAT", "PROD", "PROD_EU", "EU", "BACKEND", "D");
    }

    @Provide
    Arbitrary<Set<String>> prefixSets() {
        return prefixes().set().ofMaxSize(6);
    }

    @Provide
    Arbitrary<String> components() {
        return Arbitraries.of("backend", "frontend", "eu", "eu-backend", "prod", "d");
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(
                "TOKEN", "PROD", "PROD_TOKEN", "EU", "EU_TOKEN", "BACKEND", "DEV_TOKEN", "BACKEND_HOST", "UAT");
    }
}
