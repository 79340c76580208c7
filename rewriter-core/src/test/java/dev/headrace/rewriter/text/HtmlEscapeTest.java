package dev.headrace.rewriter.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlEscapeTest {
    @Test
    void textIsEscaped() {
        assertThat(HtmlEscape.text("a<b & c>d\"")).isEqualTo("a&lt;b &amp; c&gt;d\"");
        assertThat(HtmlEscape.text("&lt;")).isEqualTo("&amp;lt;");
        String plain = "nothing to escape";
        assertThat(HtmlEscape.text(plain)).isSameAs(plain);
    }

    @ParameterizedTest
    @CsvSource({
        "say \"hi\", say &quot;hi&quot;",
        "?a=1&b=2, ?a=1&b=2",
        "?a=1&copy=2, ?a=1&copy=2",
        "?a=1&copy;=2, ?a=1&amp;copy;=2",
        "AT&T, AT&T",
        "&amp;, &amp;amp;",
        "&lt, &amp;lt",
        "&#65, &amp;#65",
        "<b>, <b>"
    })
    void attributeValueIsEscapedOnlyWhereNeeded(String value, String expected) {
        assertThat(HtmlEscape.attributeValue(value)).isEqualTo(expected);
    }

    @Test
    void whatIsWrittenReadsBackTheSame() {
        Random random = new Random(5);
        for (int n = 0; n < 100_000; n++) {
            String s = RandomMarkup.next(random);
            assertThat(CharacterReferences.resolveText(HtmlEscape.text(s))).isEqualTo(s);
            String attribute = HtmlEscape.attributeValue(s);
            assertThat(attribute).doesNotContain("\"", "\r");
            assertThat(CharacterReferences.resolveAttribute(attribute)).isEqualTo(s);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {">", ">a", "->", "->a"})
    void commentThatBeginsWithItsEndIsRefused(String text) {
        assertThat(HtmlEscape.commentProblem(text)).isEqualTo(CommentProblem.LEADING_CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-->b", "-->", "--!>", "<!-->"})
    void commentThatHoldsItsEndIsRefused(String text) {
        assertThat(HtmlEscape.commentProblem(text)).isEqualTo(CommentProblem.CONTAINS_CLOSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "--", "a>b", "<!--", "<!-", "--!", "- ->", "[if IE]>x<![endif]"})
    void otherCommentsAreRight(String text) {
        assertThat(HtmlEscape.commentProblem(text)).isNull();
    }
}
