package io.jenkins.plugins.promotionchain.engine.frontend;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts that have broken scripts before. */
final class Texts {

    private static final List<String> NASTY = List.of(
            "</script>",
            "</SCRIPT >",
            "<!--",
            "-->",
            "<script",
            "]]>",
            "\"",
            "'",
            "`",
            "${x}",
            "\\",
            "\\u0041",
            "\\\n",
            "\n",
            "\r",
            "\t",
            "\u0000",
            "\u001b[0m",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u2028",
            "\u2029",
            "\ufeff",
            "\ufffe",
            "\ud83d\ude80",
            "\ud83d",
            "\ude80",
            "\ude80\ud83d",
            "é",
            "日本",
            "&amp;",
            "//",
            "/*",
            "*/",
            "%0A");

    private Texts() {}

    /** Any UTF-16 code units at all, with the well-known trouble-makers far more often than chance has them. */
    static Arbitrary<String> any() {
        Arbitrary<String> units =
                Arbitraries.strings().withCharRange('\u0000', '\uffff').ofMaxLength(12);
        Arbitrary<String> nasty = Arbitraries.of(NASTY).list().ofMaxSize(4).map(parts -> String.join("", parts));
        Arbitrary<String> plain = Arbitraries.strings().ascii().ofMaxLength(12);
        return Arbitraries.oneOf(units, nasty, plain);
    }
}
