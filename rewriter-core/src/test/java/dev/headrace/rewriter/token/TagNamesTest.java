package dev.headrace.rewriter.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rewriter.encoding.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TagNamesTest {
    private static final int WORD_BYTES = 8;

    static Stream<TagName> names() {
        return IntStream.range(1, TagId.COUNT).mapToObj(TagName::known);
    }

    @ParameterizedTest
    @MethodSource("names")
    void knownName_isFoundByItsBytes_inAnyCase(TagName name) {
        for (String written : new String[] {name.text(), name.text().toUpperCase(Locale.ROOT)}) {
            byte[] bytes = written.getBytes(StandardCharsets.US_ASCII);

            assertThat(new TagNames().find(bytes, 0, bytes.length)).isSameAs(name);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void knownName_isFoundByItsWord_ifItFits(TagName name) {
        boolean fits = name.text().length() < WORD_BYTES;

        assertThat(TagNames.ofWord(word(name.text()))).isSameAs(fits ? name : null);
        assertThat(TagNames.ofWord(word(name.text() + "x"))).isNotSameAs(name);
    }

    @Test
    void longName_isFoundAgain_howeverItIsWritten() {
        TagNames names = new TagNames();
        for (String written : List.of(
                "BlockQuote",
                "blockquote",
                "x-element-one",
                "x-element-two",
                "X-ELEMENT-ONE",
                "x-a-very-long-name-one-end",
                "x-a-very-long-name-two-end",
                "x-\u00e9l\u00e9ment",
                "X-\u00e9l\u00e9ment")) {
            byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
            for (int round = 0; round < 3; round++) {
                assertThat(names.find(Encoding.UTF_8, bytes, 0, bytes.length).text())
                        .isEqualTo(written.toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void noName_isFoundForNothing() {
        assertThat(TagNames.ofWord(0)).isNull();
        assertThat(TagNames.ofWord(word("nosuch"))).isNull();
    }

    private static long word(String name) {
        long word = 0;
        for (int i = Math.min(name.length(), WORD_BYTES) - 1; i >= 0; i--) {
            word = word << 8 | name.charAt(i);
        }
        return word;
    }
}
