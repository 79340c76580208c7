package dev.headrace.selector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headrace.selector.SelectorException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorErrorTest {
    @Test
    void message_saysWhatWhereAndWhy() {
        assertThat(refused("div:last-child"))
                .hasMessage("selector \"div:last-child\": offset 3: ':last-child' cannot be matched on a stream:"
                        + " whether more siblings follow is not known when the start tag is seen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "a >          # DANGLING_COMBINATOR   # 3  # ``            # expected a selector after '>', not the end",
                "a, , b       # DANGLING_COMBINATOR   # 3  # ,             # expected a selector after ',', not ','",
                "a $          # UNEXPECTED_TOKEN      # 2  # $             # unexpected '$' after a selector",
                "a.1b         # UNEXPECTED_TOKEN      # 1  # .1b           # cannot begin with a digit: escape it",
                "b > a\\      # UNEXPECTED_TOKEN      # 5  # \\            # needs a character that it escapes",
                "[a]b         # UNEXPECTED_TOKEN      # 3  # b             # must come first in its compound selector",
                "[a=1]        # ATTRIBUTE             # 3  # 1             # expected a value, an identifier or a quoted",
                "[a!=b]       # ATTRIBUTE             # 2  # !             # write :not([name=\"value\"])",
                "[a=b c]      # ATTRIBUTE             # 5  # c             # or the flag i or s before it, not 'c'",
                "a:not()      # PSEUDO_CLASS          # 6  # )             # ':not()' needs a selector",
                "a:root(b)    # PSEUDO_CLASS          # 1  # :root(        # ':root()' takes no argument",
                "a:not        # PSEUDO_CLASS          # 1  # :not          # ':not' needs an argument",
                ":nth-child(x)# PSEUDO_CLASS          # 11 # x             # takes an+b, as in 3, odd, 2n+1 or -n+3",
                ":nth-of-type(2 of a) # PSEUDO_CLASS  # 15 # of            # ':nth-of-type()' takes no 'of'",
                ":lang(1)     # PSEUDO_CLASS          # 6  # 1             # expected a language range",
                "a:first child# PSEUDO_CLASS          # 1  # :first        # did you mean ':first-child'?",
                "b :is([a]    # UNCLOSED              # 9  # ``            # expected ')' to close ':is(' at offset 2",
                "b [a=b       # UNCLOSED              # 6  # ``            # expected ']' to close '[' at offset 2",
                "[a='b]       # UNCLOSED              # 3  # 'b]           # the string is not closed",
                "a /* b       # UNCLOSED              # 2  # /* b          # expected '*/'",
                "a:frist-child# UNKNOWN_PSEUDO_CLASS  # 1  # :frist-child  # did you mean ':first-child'?",
                ":nth-chlid(2)# UNKNOWN_PSEUDO_CLASS  # 0  # :nth-chlid(   # did you mean ':nth-child()'?",
                "a:contains(b)# UNKNOWN_PSEUDO_CLASS  # 1  # :contains(    # is not CSS but an extension",
                "::root       # UNKNOWN_PSEUDO_CLASS  # 0  # ::root        # did you mean the pseudo-class with one ':'?",
                "b > svg|a    # NAMESPACE             # 4  # svg|          # the namespace prefix 'svg' is not declared",
                "[xlink|href] # NAMESPACE             # 1  # xlink|        # the namespace prefix 'xlink' is not declared",
                "*|a|b        # NAMESPACE             # 3  # |             # has only one '|'",
                "b:not(:has(> a)) # NOT_STREAMABLE    # 6  # :has(         # descendants and following siblings",
                ":is(a, b:empty) # NOT_STREAMABLE     # 8  # :empty        # what the element contains is not known",
                "a:hover      # NOT_SUPPORTED         # 1  # :hover        # it depends on the state of a browser",
                "a:link       # NOT_SUPPORTED         # 1  # :link         # :any-link matches every link",
                "a::before    # NOT_SUPPORTED         # 1  # ::before      # pseudo-elements are not elements",
                "a:before     # NOT_SUPPORTED         # 1  # :before       # pseudo-elements are not elements",
                "a::-moz-x    # NOT_SUPPORTED         # 1  # ::-moz-x      # pseudo-elements are not elements",
                "col || td    # NOT_SUPPORTED         # 4  # ||            # columns of a laid out table",
            })
    void error(String css, Kind kind, int offset, String offendingText, String explanation) {
        SelectorException error = refused(css);
        assertThat(error.kind()).isEqualTo(kind);
        assertThat(error.offset()).isEqualTo(offset);
        assertThat(error.offendingText()).isEqualTo(offendingText);
        assertThat(error.explanation()).contains(explanation);
        assertThat(error.selector()).isEqualTo(css);
    }

    @Test
    void offset_countsUtf16CodeUnits() {
        assertThat(refused(".\uD83D\uDE00 @").offset()).isEqualTo(4);
    }

    @Test
    void string_isNotClosedByTheEndOfItsLine() {
        assertThat(refused("[a='b\n']").explanation()).isEqualTo("the string is not closed before the end of its line");
    }

    @Test
    void firstErrorIsTheOneReported() {
        assertThat(refused("a!:hover").offset()).isEqualTo(1);
        assertThat(refused("a:hover!").offset()).isEqualTo(1);
    }

    @Test
    void message_isOneShortLine() {
        String name = "\n" + "x".repeat(5_000);
        assertThat(refused("a," + name + "%" + name).getMessage())
                .hasSizeLessThan(200)
                .doesNotContain("\n");
        assertThat(refused("[a=b " + name + "]").getMessage())
                .hasSizeLessThan(250)
                .doesNotContain("\n");
        assertThat(refused(":" + name.strip()).getMessage()).hasSizeLessThan(400);
    }

    static SelectorException refused(String css) {
        SelectorException error = catchThrowableOfType(SelectorException.class, () -> SelectorParser.parse(css));
        assertThat(error).as(css).isNotNull();
        return error;
    }
}
