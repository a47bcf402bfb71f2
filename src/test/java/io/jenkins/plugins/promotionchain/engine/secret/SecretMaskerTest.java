package io.jenkins.plugins.promotionchain.engine.secret;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.promotionchain.engine.shell.ShellQuote;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.json.JSONObject;
import org.junit.jupiter.api.Test;

class SecretMaskerTest {

    private static SecretMasker knowing(String... secrets) {
        return SecretMasker.of(List.of(secrets).stream().map(Sensitive::of).toList());
    }

    @Test
    void leavesTextWithoutSecretsAlone() {
        assertThat(knowing("hunter22").mask("nothing to see")).isEqualTo("nothing to see");
        assertThat(SecretMasker.none().mask("hunter22")).isEqualTo("hunter22");
        assertThat(knowing("hunter22").mask("")).isEmpty();
    }

    @Test
    void masksEveryOccurrence() {
        assertThat(knowing("hunter22").mask("a=hunter22 b=hunter22hunter22!")).isEqualTo("a=**** b=****!");
    }

    @Test
    void masksAllOfTwoSecretsThatOverlap() {
        assertThat(knowing("abcdef", "defghi").mask("<abcdefghi>")).isEqualTo("<****>");
        assertThat(knowing("abcd", "abcdefgh").mask("<abcdefgh> <abcdX>")).isEqualTo("<****> <****X>");
    }

    @Test
    void masksEachLineOfASecretOfSeveralLines() {
        SecretMasker masker = knowing("-----BEGIN-----\r\nMIIEow==\r\n  indented\r\n\r\n}\r\n");
        assertThat(masker.mask("x MIIEow== y")).isEqualTo("x **** y");
        assertThat(masker.mask("indented")).isEqualTo("****");
        assertThat(masker.mask("}")).isEqualTo("}");
    }

    @Test
    void masksASecretWithoutTheLineEndThatItsFileHas() {
        assertThat(knowing("token-1234\n").mask("got token-1234.")).isEqualTo("got ****.");
    }

    @Test
    void masksThePasswordInAnAddressHoweverAProgramTakesItApart() {
        SecretMasker encoded = knowing("postgres://meats:p%2Fss%40w+rd@db.example.com:5432/meats");
        assertThat(encoded.mask("password=p/ss@w+rd user=meats")).isEqualTo("password=**** user=meats");
        assertThat(encoded.mask("p%2Fss%40w+rd at db.example.com")).isEqualTo("**** at db.example.com");

        SecretMasker notEncoded = knowing("postgres://meats:first/second#third@db.example.com/meats");
        assertThat(notEncoded.mask("Port could not be cast to integer value as 'first'"))
                .isEqualTo("Port could not be cast to integer value as '****'");
        assertThat(notEncoded.mask("database second, fragment third")).isEqualTo("database ****, fragment ****");
        assertThat(knowing("redis://:hunter22@cache:6379/0").mask("AUTH hunter22 cache 6379"))
                .isEqualTo("AUTH **** cache 6379");
    }

    @Test
    void findsNoPasswordWhereAnAddressHasNone() {
        assertThat(knowing("https://example.com:8000/path?mail=a@example.com").mask("port 8000, path"))
                .isEqualTo("port 8000, path");
        assertThat(knowing("https://example.com/some/path").mask("example.com some path"))
                .isEqualTo("example.com some path");
        assertThat(knowing("postgres://meats@db.example.com/meats").mask("meats db.example.com"))
                .isEqualTo("meats db.example.com");
    }

    @Test
    void leavesAloneWhatIsTooShort() {
        assertThat(knowing("abc", "", "\n").mask("abc YWJj %61")).isEqualTo("abc YWJj %61");
        assertThat(SecretMasker.canMask(Sensitive.of("abc"))).isFalse();
        assertThat(SecretMasker.canMask(Sensitive.of("abcd"))).isTrue();
    }

    @Test
    void masksABasicAuthorizationHeader() {
        for (String account : List.of("a", "ab", "abc", "deploy")) {
            String header = Base64.getEncoder()
                    .encodeToString((account + ":correct horse" + "!").getBytes(StandardCharsets.UTF_8));
            String masked = knowing("correct horse!").mask("Authorization: Basic " + header);
            String visible = masked.replace("Authorization: Basic ", "").replace(SecretMasker.MASK, "");
            assertThat(visible.length()).isLessThan(header.length() - 14);
            assertThat(masked).contains(SecretMasker.MASK);
        }
    }

    @Test
    void masksWrappedBase64() {
        String secret =
                "0123456789 some long secret value / with + much more text than one line of base64 can hold 9876";
        for (String line : Base64.getMimeEncoder()
                .encodeToString(secret.getBytes(StandardCharsets.UTF_8))
                .split("\r\n")) {
            assertThat(knowing(secret).mask(line)).isEqualTo("****");
        }
    }

    @Test
    void addsSecretsToANewMaskerAndKeepsTheOldOne() {
        SecretMasker one = knowing("first-one");
        SecretMasker two = one.with(List.of(Sensitive.of("second-one")));
        assertThat(one.mask("first-one second-one")).isEqualTo("**** second-one");
        assertThat(two.mask("first-one second-one")).isEqualTo("**** ****");
    }

    @Test
    void masksTheLinesOfALog() {
        List<String> lines = new ArrayList<>();
        new MaskingLog(lines::add, knowing("hunter22")).line("password hunter22");
        assertThat(lines).containsExactly("password ****");
    }

    @Test
    void masksManyLinesWithManySecretsInReasonableTime() {
        List<Sensitive> secrets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            secrets.add(Sensitive.of(Integer.toHexString(i * 7919) + "-some-secret-'\"-" + i));
        }
        SecretMasker masker = SecretMasker.of(secrets);
        String line = "2026-01-01T00:00:00 INFO some.package.Class - an ordinary line of output ".repeat(3);
        long start = System.nanoTime();
        for (int i = 0; i < 20_000; i++) {
            masker.mask(line);
        }
        assertThat(System.nanoTime() - start).isLessThan(20_000_000_000L);
    }

    @Property(tries = 400)
    void leavesNoFormOfASecret(
            @ForAll("secrets") String secret, @ForAll @AlphaChars @StringLength(max = 9) String around) {
        SecretMasker masker = knowing(secret);
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String percent = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = JSONObject.quote(secret);
        List<String> forms = List.of(
                secret,
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                percent,
                percent.replace("+", "%20"),
                json.substring(1, json.length() - 1),
                secret.replace("'", "'\\''"),
                secret.replace("'", "'\"'\"'"));
        for (String form : forms) {
            assertThat(masker.mask(around + form + around))
                    .doesNotContain(form)
                    .contains(SecretMasker.MASK)
                    .hasSizeLessThanOrEqualTo(2 * around.length() + SecretMasker.MASK.length());
        }
        String lower = percent.replaceAll("%[0-9A-F]{2}", "\0$0");
        StringBuilder lowered = new StringBuilder();
        for (String piece : lower.split("\0", -1)) {
            lowered.append(
                    piece.startsWith("%")
                            ? piece.substring(0, 3).toLowerCase(Locale.ROOT) + piece.substring(3)
                            : piece);
        }
        assertThat(masker.mask(lowered.toString())).isEqualTo(SecretMasker.MASK);
        assertThat(masker.mask(ShellQuote.word(secret))).doesNotContain(secret);
    }

    @Property(tries = 400)
    void masksASecretThatIsEncodedTogetherWithItsSurroundings(
            @ForAll("secrets") String secret, @ForAll String before, @ForAll String after) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Assume.that(bytes.length >= 6);
        String text = Base64.getEncoder().encodeToString((before + secret + after).getBytes(StandardCharsets.UTF_8));
        int from = before.getBytes(StandardCharsets.UTF_8).length;
        String core = text.substring((from * 8 + 5) / 6, (from + bytes.length) * 8 / 6);
        assertThat(knowing(secret).mask(text)).doesNotContain(core).contains(SecretMasker.MASK);
        String urlSafe = text.replace('+', '-').replace('/', '_');
        assertThat(knowing(secret).mask(urlSafe))
                .doesNotContain(core.replace('+', '-').replace('/', '_'));
    }

    @Provide
    Arbitrary<String> secrets() {
        Arbitrary<String> printable =
                Arbitraries.strings().withCharRange(' ', '~').ofMinLength(6).ofMaxLength(60);
        Arbitrary<String> tricky = Arbitraries.strings()
                .withChars("aZ9'\"$\\%`\n\t /+=&<>?üß€\u2028~*!()")
                .ofMinLength(6)
                .ofMaxLength(30);
        return Arbitraries.oneOf(printable, tricky)
                .filter(text -> !text.contains("*") && text.strip().length() >= 6);
    }
}
