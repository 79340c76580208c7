package dev.headrace.selector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random and nearly right selectors: parsed, and written so that they parse again, or refused with an offset in the text. */
class SelectorFuzzTest {
    private static final long SEED = 20_260_401;
    private static final int RUNS = 20_000;
    private static final String ALPHABET =
            "abn-_*|.#:[]()=~^$!>+, \t\n\f\r/\\\"'0123456789ofi\0\u00E9\uD83D\uDE00%&@{};";
    private static final List<String> WORDS = List.of(
            ":not(",
            ":is(",
            ":where(",
            ":nth-child(",
            ":nth-of-type(",
            ":lang(",
            ":root",
            ":first-child",
            ":has(",
            "::",
            "2n+1",
            "-n+3",
            "odd",
            " of ",
            "n-",
            "*|",
            "|",
            "[a",
            "~=",
            "='x'",
            " i]",
            ")",
            "]",
            ", ",
            " > ",
            " + ",
            " ~ ",
            "/**/",
            "/*",
            "\\31 ",
            "\\",
            "div",
            ".c",
            "#d",
            "--",
            "-->",
            "||",
            ":first ",
            ":hover",
            "\"",
            "'");
    private static final List<String> VALID = List.of(
            "ul > li:not(.a, .b) ~ a[href^=\"http\" i]",
            ":nth-child( 2n + 1 of .x, :is(b, i)) em + *|svg",
            "[*|href]#\\31 23.sm\\:hidden:lang(en, \"*-Latn\")",
            ":where(article, section) :is(h1, :not(h2 + h3)):nth-of-type(-n- 3)",
            "/* c */ a , b\t>\nc[data-x='a\\a b']:first-of-type:any-link:root");

    @Test
    void randomCharacters() {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(randomCharacter(random));
            }
            check(text.toString());
        }
    }

    @Test
    void randomWords() {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                text.append(WORDS.get(random.nextInt(WORDS.size())));
            }
            check(text.toString());
        }
    }

    @Test
    void mutationsOfValidSelectors() {
        Random random = new Random(SEED);
        for (int run = 0; run < RUNS; run++) {
            StringBuilder text = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
            for (int mutations = 1 + random.nextInt(3); mutations > 0; mutations--) {
                mutate(text, random);
            }
            check(text.toString());
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.setCharAt(at, randomCharacter(random));
            case 2 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            default -> text.setLength(at + 1);
        }
        if (text.isEmpty()) {
            text.append('a');
        }
    }

    private static char randomCharacter(Random random) {
        return random.nextInt(50) == 0
                ? (char) random.nextInt(Character.MAX_VALUE + 1)
                : ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }

    private static void check(String text) {
        parseOrCheckError(text).ifPresent(list -> {
            String css = list.toString();
            assertThat(SelectorParser.parse(css)).as(text).isEqualTo(list);
            assertThat(SelectorParser.parse(css)).as(text).hasToString(css);
        });
    }

    private static Optional<SelectorList> parseOrCheckError(String text) {
        try {
            return Optional.of(SelectorParser.parse(text));
        } catch (SelectorException e) {
            assertThat(e.selector()).isEqualTo(text);
            assertThat(text.startsWith(e.offendingText(), e.offset())).as(text).isTrue();
            assertThat(e.getMessage()).doesNotContain("\n", "\r");
            return Optional.empty();
        }
    }
}
