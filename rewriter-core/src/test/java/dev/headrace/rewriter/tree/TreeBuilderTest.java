package dev.headrace.rewriter.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TreeBuilderTest {
    private static final String DOCTYPE = "<!DOCTYPE html>";

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
                    <table><tr><td>x                      | table(tbody(tr(td("x"))))
                    <ul><li>a<li>b                        | ul(li("a")li("b"))
                    <p>a<div>b</p>c                       | p("a")div("b"p()"c")
                    <b><p>x</b>y                          | b()p(b("x")"y")
                    <a>x<a>y                              | a("x")a("y")
                    <table>x<tr>                          | "x"table(tbody(tr()))
                    <table> <tr>                          | table(" "tbody(tr()))
                    <table>&#32;<tr>                      | table(" "tbody(tr()))
                    <table>&Tab;&NewLine;<tr>             | table("\\t\\n"tbody(tr()))
                    <table>&#0;<tr>                       | "\uFFFD"table(tbody(tr()))
                    <table><b><tr>x                       | b()b("x")table(tbody(tr()))
                    <select><option>a<optgroup><option>b  | select(option("a")optgroup(option("b")))
                    <select><input>                       | select()input()
                    <select><div>a</select>b              | select(div("a"))"b"
                    <button>a<button>b                    | button("a")button("b")
                    <h1>a</h2>b                           | h1("a")"b"
                    <image>                               | img()
                    </br>                                 | br()
                    <svg><p>x                             | svg()p("x")
                    <svg><desc><p>x                       | svg(desc(p("x")))
                    <svg><![CDATA[a<b>]]>                 | svg("a<b>")
                    <template><td>x</template>y           | template()"y"
                    <form><div></form><form>              | form(div(form()))
                    <ruby>a<rt>b<rp>c                     | ruby("a"rt("b")rp("c"))
                    <math><mi><p>x                        | math(mi(p("x")))
                    <x-y><div></x-y>z                     | x-y(div("z"))
                    <x-y><span></x-y>z                    | x-y(span())"z"
                    """)
    void body_holds(String html, String expected) {
        String full = DOCTYPE + "<body>" + html;
        String tree = "html(head()body(" + expected + "))";
        assertThat(compact(DomBuilder.parse(full))).isEqualTo(tree);
        assertThat(compact(DomBuilder.parse(full, length -> 1))).isEqualTo(tree);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\r\n", "&#10;", "&#xA;", "&NewLine;"})
    void lineFeedBehindPreListingAndTextarea_isSkippedOnce(String lineFeed) {
        for (String tag : new String[] {"pre", "listing", "textarea"}) {
            String html = DOCTYPE + "<body><" + tag + ">" + lineFeed + "\rx";
            String expected = "html(head()body(" + tag + "(\"\\nx\")))";
            assertThat(compact(DomBuilder.parse(html))).isEqualTo(expected);
            assertThat(compact(DomBuilder.parse(html, length -> 1))).isEqualTo(expected);
        }
    }

    @Test
    void carriageReturnByReference_isNoLineFeed() {
        assertThat(compact(DomBuilder.parse(DOCTYPE + "<body><pre>&#13;x"))).contains("pre(\"\rx\")");
    }

    @Test
    void table_closesParagraphUnlessInQuirksMode() {
        assertThat(compact(DomBuilder.parse(DOCTYPE + "<p><table>"))).contains("p()table()");
        assertThat(compact(DomBuilder.parse("<p><table>"))).contains("p(table())");
        String transitional = "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">";
        assertThat(DomBuilder.parse(transitional).builder.isQuirks()).isTrue();
        String limited = "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" \"x\">";
        assertThat(DomBuilder.parse(limited).builder.isQuirks()).isFalse();
    }

    @Test
    void elementClosed_tellsOwnEndTagFromImpliedEnd() {
        assertThat(DomBuilder.parse(DOCTYPE + "<ul><li>a<li>b</ul><h1>c</h2><br>").closed)
                .containsExactly("head", "li", "li", "/ul", "/h1", "br", "body", "html");
    }

    @Test
    void bodyAndHtml_areClosedOnceAtTheirEndTags() {
        assertThat(DomBuilder.parse(DOCTYPE + "<body><div></body></html>x</body>").closed)
                .containsExactly("head", "/body", "/html", "div");
        assertThat(DomBuilder.parse(DOCTYPE + "<body>x</html>").closed).containsExactly("head", "body", "/html");
    }

    @Test
    void formattingElement_isClosedByItsOwnEndTagOnce() {
        assertThat(DomBuilder.parse(DOCTYPE + "<b>1<p>2</b>3").closed)
                .containsExactly("head", "/b", "b", "p", "body", "html");
        assertThat(DomBuilder.parse(DOCTYPE + "<a>1<a>2</a>").closed)
                .containsExactly("head", "a", "/a", "body", "html");
    }

    @Test
    void lateBodyTag_addsAttributesOnly() {
        DomBuilder dom = DomBuilder.parse(DOCTYPE + "<body a=1><p><body a=2 b=3>");
        assertThat(dom.dump()).contains("<body>\n|     a=\"1\"\n|     b=\"3\"").containsOnlyOnce("<body>");
    }

    @Test
    void framesetTakesThePlaceOfABodyThatShowsNothing() {
        assertThat(compact(DomBuilder.parse(DOCTYPE + "<p><b> <frameset><frame>")))
                .isEqualTo("html(head()frameset(frame()))");
        assertThat(compact(DomBuilder.parse(DOCTYPE + "<p>x<frameset>"))).isEqualTo("html(head()body(p(\"x\")))");
    }

    @Test
    void noahsArk_keepsThreeEqualFormattingElements() {
        String fonts = "<font size=1 face=a><font face=a size=1 size=2><font size='1' face=a><font size=&#49; face=a>";
        assertThat(compact(DomBuilder.parse(DOCTYPE + "<p>" + fonts + "<p>x")))
                .endsWith("p(font(font(font(\"x\"))))))");
    }

    @Test
    void numbersOfReleasedElements_areUsedAgain() {
        DomBuilder dom = DomBuilder.parse(DOCTYPE + "<p><b>x</b><i>y</i>".repeat(1000));
        assertThat(dom.builder.state.table.capacity()).isEqualTo(16);
    }

    @Test
    void insertionModes_haveTheStandardsNames() {
        assertThat(InsertionMode.AFTER_AFTER_FRAMESET.label()).isEqualTo("after after frameset");
        assertThat(InsertionMode.values())
                .allSatisfy(mode -> assertThat(mode.label())
                        .isEqualTo(mode.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    }

    private static String compact(DomBuilder dom) {
        return dom.document.children.stream()
                .filter(node -> node.element)
                .map(TreeBuilderTest::compact)
                .collect(Collectors.joining());
    }

    private static String compact(DomNode node) {
        if (node.text != null) {
            return '"' + node.text.toString().replace("\n", "\\n").replace("\t", "\\t") + '"';
        }
        return node.label
                + node.children.stream().map(TreeBuilderTest::compact).collect(Collectors.joining("", "(", ")"));
    }
}
