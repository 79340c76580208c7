package dev.headrace.rewriter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rewriter.content.Attribute;
import dev.headrace.rewriter.content.Content;
import dev.headrace.rewriter.content.ContentType;
import dev.headrace.rewriter.content.Element;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Attributes are edited where they stand; what is not edited keeps its bytes. */
class AttributesTest {
    private final List<String> seen = new ArrayList<>();

    @Test
    void setAttribute_equalValue_changesNoByte() {
        for (String value : List.of("x=1&y=2", "a&amp;b", "é", "a\r\nb", "", "plain, and longer than eight bytes")) {
            String page = "<p  A = '" + value + "'  b>";
            assertThat(rewrite(page, p -> p.setAttribute("a", String.valueOf(p.attribute("a")))))
                    .isEqualTo(page);
        }
        assertThat(rewrite("<p  A='a&amp;b'>", p -> p.setAttribute("a", "a&b"))).isEqualTo("<p  A='a&amp;b'>");
        assertThat(rewrite("<p  b>", p -> p.setAttribute("b", ""))).isEqualTo("<p  b>");
    }

    @Test
    void setAttribute_valueThatIsAlmostEqual_isWritten() {
        for (String value : List.of("abc", "ab", "abcde", "", "abcd\u00E9", "\u0161bcd")) {
            assertThat(rewrite("<p a=abcd>", p -> p.setAttribute("a", value))).isEqualTo("<p a=\"" + value + "\">");
        }
    }

    @Test
    void setAttribute_changedTag_hasOneSpaceBetweenAttributes() {
        assertThat(rewrite("<p  a=1\n\tb='2'/c=3 D  e = 5 >", p -> p.setAttribute("d", "4")))
                .isEqualTo("<p a=1 b='2' c=3 D=\"4\" e = 5>");
        assertThat(rewrite("<p a=1 b=2>", p -> p.removeAttribute("a"))).isEqualTo("<p b=2>");
        assertThat(rewrite("<p a=1 b=2>", p -> p.removeAttribute("b"))).isEqualTo("<p a=1>");
        assertThat(rewrite("<p a=1 b=2 >", p -> p.setAttribute("c", ""))).isEqualTo("<p a=1 b=2 c=\"\">");
        assertThat(rewrite("<p a=1 b=2>", p -> p.setTagName("q"))).isEqualTo("<q a=1 b=2></q>");
    }

    @Test
    void setAttribute_selfClosingTag_staysOne() {
        assertThat(rewrite("<br a=1 />", e -> e.setAttribute("a", "2"))).isEqualTo("<br a=\"2\" />");
        assertThat(rewrite("<br a='1'/>", e -> e.setAttribute("a", "2"))).isEqualTo("<br a=\"2\" />");
        assertThat(rewrite("<br a='1'/>", e -> e.setTagName("hr"))).isEqualTo("<hr a='1' />");
        assertThat(rewrite("<br a='1'\t/>", e -> e.setTagName("hr"))).isEqualTo("<hr a='1' />");
        assertThat(rewrite("<br/>", e -> e.setAttribute("a", "2"))).isEqualTo("<br a=\"2\" />");
        assertThat(rewrite("<br a />", e -> e.removeAttribute("a"))).isEqualTo("<br/>");
    }

    @Test
    void setAttribute_afterRemoval_putsItLast() {
        assertThat(rewrite("<p a=1 b=2 A=3>", p -> {
                    p.removeAttribute("a");
                    p.setAttribute("c", "4");
                    p.setAttribute("A", "5");
                    p.removeAttribute("c");
                    p.setAttribute("d", "6");
                    seen.add(p.attributes() + String.valueOf(p.sourceAttribute("a")));
                }))
                .isEqualTo("<p b=2 a=\"5\" d=\"6\">");
        assertThat(seen)
                .containsExactly(
                        "[Attribute[name=b, value=2], Attribute[name=a, value=5], Attribute[name=d, value=6]]null");
    }

    @Test
    void attributes_duplicates_areLeftOut() {
        rewrite(
                "<p a=1 B=2 A=3 b=4 \u00C9=5 \u00C9=6 c=7>",
                p -> p.attributes().stream().map(Attribute::toString).forEach(seen::add));
        assertThat(seen)
                .containsExactly(
                        "Attribute[name=a, value=1]",
                        "Attribute[name=b, value=2]",
                        "Attribute[name=\u00C9, value=5]",
                        "Attribute[name=c, value=7]");
    }

    @Test
    void attributes_namesThatShareAHash_areTold() {
        // Their hashes as strings are equal.
        rewrite("<p aaBB=1 aaaa=2 bbaa=3>", p -> seen.add(p.attribute("aabb") + p.attribute("aaaa") + p.attributes()));
        assertThat(seen)
                .containsExactly("12[Attribute[name=aabb, value=1], Attribute[name=aaaa, value=2],"
                        + " Attribute[name=bbaa, value=3]]");
    }

    @Test
    void attributes_nameWithNul_isTheSameBeforeAndAfterAChange() {
        rewrite("<p a\0=1>", p -> {
            seen.add(p.attributes().toString());
            p.setAttribute("b", "");
            p.removeAttribute("b");
            seen.add(p.attributes().toString());
        });
        assertThat(seen).containsExactly("[Attribute[name=a\uFFFD, value=1]]", "[Attribute[name=a\uFFFD, value=1]]");
    }

    @Test
    @Timeout(20)
    void setAttribute_tensOfThousandsOfTimes_takesNoLongerEachTime() {
        int count = 50_000;
        StringBuilder source = new StringBuilder("<p");
        StringBuilder expected = new StringBuilder("<p");
        for (int i = 0; i < count; i++) {
            source.append(" s").append(i).append("=1");
            expected.append(" s").append(i).append("=\"2\"");
        }
        for (int i = 0; i < count; i++) {
            expected.append(" n").append(i).append("=\"3\"");
        }
        assertThat(rewrite(source + ">", p -> {
                    for (int i = 0; i < count; i++) {
                        p.setAttribute("S" + i, "2");
                        p.setAttribute("N" + i, "3");
                    }
                    seen.add("" + p.attributes().size());
                }))
                .isEqualTo(expected + ">");
        assertThat(seen).containsExactly("" + 2 * count);
    }

    @Test
    void emission_tagBehindContentThatIsRead_isTheTagOfItsTime() {
        Content read =
                Content.of(ContentType.HTML, () -> new ByteArrayInputStream("(read)".getBytes(StandardCharsets.UTF_8)));
        assertThat(rewrite("<p a=1  b=2>x<br c>y</p>", e -> {
                    e.before(read);
                    e.setAttribute("d", "&amp;\"");
                    e.prepend(read);
                }))
                .isEqualTo("(read)<p a=1 b=2 d=\"&amp;amp;&quot;\">(read)x(read)<br c d=\"&amp;amp;&quot;\">y</p>");
    }

    private static String rewrite(String page, Consumer<Element> handler) {
        return HtmlRewriter.builder().on("*", handler::accept).build().rewrite(page);
    }
}
