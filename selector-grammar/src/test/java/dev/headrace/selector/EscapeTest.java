package dev.headrace.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EscapeTest {
    static Stream<Arguments> identifiers() {
        return Stream.of(
                arguments("sm\\:hidden", "sm:hidden"),
                arguments("\\31 st", "1st"),
                arguments("\\000031st", "1st"),
                arguments("\\0000311", "11"),
                arguments("a\\62\tc", "abc"),
                arguments("a\\62\r\nc", "abc"),
                arguments("a\\62\fc", "abc"),
                arguments("\\1F600", "\uD83D\uDE00"),
                arguments("\\\uD83D\uDE00", "\uD83D\uDE00"),
                arguments("\u65E5\u672C", "\u65E5\u672C"),
                arguments("\\g", "g"),
                arguments("\\ a", " a"),
                arguments("a\\", null),
                arguments("a\\\nb", null),
                arguments("\\0", "\uFFFD"),
                arguments("\\D800", "\uFFFD"),
                arguments("\\110000", "\uFFFD"),
                arguments("\\FFFFFF", "\uFFFD"),
                arguments("a\0b", "a\uFFFDb"),
                arguments("a\\\0b", "a\uFFFDb"),
                arguments("a\uD800b", "a\uFFFDb"),
                arguments("a\uDC00", "a\uFFFD"));
    }

    @ParameterizedTest
    @MethodSource("identifiers")
    void identifier(String css, String name) {
        if (name == null) {
            assertThat(SelectorErrorTest.refused("." + css).kind()).isEqualTo(SelectorException.Kind.UNEXPECTED_TOKEN);
        } else {
            assertThat(SelectorParserTest.simple("." + css)).isEqualTo(new ClassSelector(name));
        }
    }

    static Stream<Arguments> strings() {
        return Stream.of(
                arguments("\"\"", ""),
                arguments("'it\"s'", "it\"s"),
                arguments("\"a \\\"b\\\"\"", "a \"b\""),
                arguments("'\\27 '", "'"),
                arguments("'one\\\nline'", "oneline"),
                arguments("'one\\\r\nline'", "oneline"),
                arguments("'one\\\fline'", "oneline"),
                arguments("'a\\a b'", "a\nb"),
                arguments("'\\\\'", "\\"),
                arguments("'/* no comment */'", "/* no comment */"),
                arguments("'\0'", "\uFFFD"),
                arguments("'\t'", "\t"));
    }

    @ParameterizedTest
    @MethodSource("strings")
    void string(String css, String value) {
        AttributeSelector expected = new AttributeSelector(
                NamespaceMatch.NONE, "a", AttributeOperator.EQUALS, value, CaseSensitivity.DEFAULT);
        assertThat(SelectorParserTest.simple("[a=" + css + "]")).isEqualTo(expected);
    }
}
