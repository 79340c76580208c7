package dev.headrace.rewriter.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MatcherTest {
    @Test
    void combinators_readAncestorsAndEarlierSiblings() {
        TestDocument page = new TestDocument("ul li", "ul > li", "h2 + p", "h2 ~ p", "div p", "section > h2 + p");
        int body = page.body();
        int section = page.insert(body, "<section>");
        page.insert(section, "<h2>");
        assertThat(page.match(section, "<p>")).containsExactly("h2 + p", "h2 ~ p", "section > h2 + p");
        assertThat(page.match(section, "<p>")).containsExactly("h2 ~ p");
        int list = page.insert(section, "<ul>");
        int item = page.insert(list, "<li>");
        assertThat(page.matched).containsExactly("ul li", "ul > li");
        int inner = page.insert(item, "<ol>");
        assertThat(page.match(inner, "<li>")).containsExactly("ul li");
        assertThat(page.match(inner, "<p>")).isEmpty();
        int other = page.insert(body, "<section>");
        assertThat(page.match(other, "<p>")).isEmpty();
    }

    @Test
    void longChains_needMoreThanOneWordOfBits() {
        String[] selectors = new String[200];
        for (int i = 0; i < selectors.length; i++) {
            selectors[i] = ".k" + i + " > a";
        }
        TestDocument page = new TestDocument(selectors);
        int div = page.insert(page.body(), "<div class='k3 k150 k199'>");
        assertThat(page.match(div, "<a>")).containsExactly(".k3 > a", ".k150 > a", ".k199 > a");
        int span = page.insert(div, "<span>");
        assertThat(page.match(span, "<a>")).isEmpty();
    }

    @Test
    void classes_areWordsOfTheDecodedValue() {
        TestDocument page = new TestDocument(".a", ".b", ".a.b", ".é", ".x\\&y", ".A", "p.a");
        assertThat(page.match("<p class=a>")).containsExactly(".a", "p.a");
        assertThat(page.match("<div class='\ta\n b\f '>")).containsExactly(".a", ".b", ".a.b");
        assertThat(page.match("<div class='a&#32;b'>")).containsExactly(".a", ".b", ".a.b");
        assertThat(page.match("<div class='x&amp;y'>")).containsExactly(".x\\&y");
        assertThat(page.match("<div class='é'>")).containsExactly(".é");
        assertThat(page.match("<div CLASS=A>")).containsExactly(".A");
        assertThat(page.match("<div class=ab data-x=a>")).isEmpty();
        assertThat(page.match("<div class>")).isEmpty();
    }

    @Test
    void values_areDecodedFromTheEncodingOfThePage() {
        TestDocument page = new TestDocument("[title='é']", ".é", "#é");
        byte[] tag = "<p title=é class=é id=é>".getBytes(StandardCharsets.ISO_8859_1);
        int count = page.matcher.elementInserted(
                0,
                Matcher.DOCUMENT,
                Matcher.NONE,
                TagName.known(TagId.P),
                Namespace.HTML,
                TestDocument.token(tag, Encoding.WINDOWS_1252));
        assertThat(count).isEqualTo(3);
    }

    @Test
    void duplicateAttribute_firstCounts() {
        TestDocument page = new TestDocument(".a", ".b", "#x", "[title=t]");
        assertThat(page.match("<p class=a Class=b ID=y id=x title=s title=t>")).containsExactly(".a");
    }

    @Test
    void ids_areWholeValues() {
        TestDocument page = new TestDocument("#main", "div#main", "#a\\ b");
        assertThat(page.match("<p id=main>")).containsExactly("#main");
        assertThat(page.match("<div id='m&#97;in'>")).containsExactly("#main", "div#main");
        assertThat(page.match("<p id='a b'>")).containsExactly("#a\\ b");
        assertThat(page.match("<p id=MAIN>")).isEmpty();
    }

    @Test
    void quirksMode_ignoresCaseOfClassesAndIds() {
        TestDocument page = new TestDocument(".Aa", ".aA", "#X", "[class=AA]");
        page.matcher.quirks(true);
        assertThat(page.match("<p class=AA id=x>")).containsExactly(".Aa", ".aA", "#X", "[class=AA]");
        assertThat(page.match("<p class=aa>")).containsExactly(".Aa", ".aA");
    }

    @Test
    void attributeOperators() {
        TestDocument page = new TestDocument(
                "[t]", "[t=ab]", "[t~=ab]", "[t|=ab]", "[t^=ab]", "[t$=ab]", "[t*=ab]", "[t='']", "[t^='']", "[t*='']");
        assertThat(page.match("<p t=ab>"))
                .containsExactly("[t]", "[t=ab]", "[t~=ab]", "[t|=ab]", "[t^=ab]", "[t$=ab]", "[t*=ab]");
        assertThat(page.match("<p t='x ab'>")).containsExactly("[t]", "[t~=ab]", "[t$=ab]", "[t*=ab]");
        assertThat(page.match("<p t=ab-c>")).containsExactly("[t]", "[t|=ab]", "[t^=ab]", "[t*=ab]");
        assertThat(page.match("<p t=cabd>")).containsExactly("[t]", "[t*=ab]");
        assertThat(page.match("<p t>")).containsExactly("[t]", "[t='']");
        assertThat(page.match("<p t='a&#98;'>")).contains("[t=ab]");
        assertThat(page.match("<p tt=ab>")).isEmpty();
    }

    @Test
    void prefix_isOfTheDecodedValue() {
        TestDocument page = new TestDocument("[t^='ab&c']", "[t^=ab]", "[t^=AB i]", "[t$=d]");
        assertThat(page.match("<p t='ab&amp;cd'>")).containsExactly("[t^='ab&c']", "[t^=ab]", "[t^=AB i]", "[t$=d]");
        assertThat(page.match("<p t='a&#98;x'>")).containsExactly("[t^=ab]", "[t^=AB i]");
        assertThat(page.match("<p t='aB&amp;d'>")).containsExactly("[t^=AB i]", "[t$=d]");
        assertThat(page.match("<p t='&#97;'>")).isEmpty();
        assertThat(page.match("<p t='a&amp;b'>")).isEmpty();
    }

    @Test
    void attributeValues_ignoreCaseWhereHtmlSaysSo() {
        TestDocument page =
                new TestDocument("[type=TEXT]", "[data-x=TEXT]", "[data-x=TEXT i]", "[type=TEXT s]", "[TYPE=text]");
        assertThat(page.match("<input type=text data-x=text>"))
                .containsExactly("[type=TEXT]", "[data-x=TEXT i]", "[TYPE=text]");
        page.insertForeign(Matcher.DOCUMENT, Namespace.SVG, "<circle type=text>");
        assertThat(page.matched).containsExactly("[TYPE=text]");
    }

    @Test
    void foreignNames_matchInAnyCase_asInBrowsers() {
        TestDocument page = new TestDocument(
                "linearGradient", "LINEARGRADIENT", "a", "A", "[viewBox]", "[viewbox]", "[definitionURL]", "*|a", "|a");
        int svg = page.insertForeign(Matcher.DOCUMENT, Namespace.SVG, "<svg viewbox=x>");
        assertThat(page.matched).containsExactly("[viewBox]", "[viewbox]");
        page.insertForeign(svg, Namespace.SVG, "<lineargradient>");
        assertThat(page.matched).containsExactly("linearGradient", "LINEARGRADIENT");
        page.insertForeign(svg, Namespace.SVG, "<a>");
        assertThat(page.matched).containsExactly("a", "A", "*|a");
        assertThat(page.match("<A viewbox=x>")).containsExactly("a", "A", "[viewBox]", "[viewbox]", "*|a");
        assertThat(page.match("<lineargradient>")).containsExactly("linearGradient", "LINEARGRADIENT");
        page.insertForeign(Matcher.DOCUMENT, Namespace.MATHML, "<math definitionurl=x viewbox=y>");
        assertThat(page.matched).containsExactly("[viewBox]", "[viewbox]", "[definitionURL]");
    }

    @Test
    void foreignAttributes_haveNamespaces() {
        TestDocument page = new TestDocument("[href]", "[*|href]", "[xlink\\:href]", "[|href]", ":any-link");
        page.insertForeign(Matcher.DOCUMENT, Namespace.SVG, "<a xlink:href=x>");
        assertThat(page.matched).containsExactly("[*|href]", ":any-link");
        page.insertForeign(Matcher.DOCUMENT, Namespace.SVG, "<a href=x>");
        assertThat(page.matched).containsExactly("[href]", "[*|href]", "[|href]", ":any-link");
        assertThat(page.match("<a xlink:href=x>")).containsExactly("[xlink\\:href]");
        assertThat(page.match("<link href=x>")).containsExactly("[href]", "[*|href]", "[|href]");
        assertThat(page.match("<area href>")).contains(":any-link");
    }

    @Test
    void unknownNames_areFoundByHash() {
        TestDocument page = new TestDocument("my-card", "my-card > other-tag", "x-1, x-2");
        int card = page.insert(page.body(), "<MY-Card>");
        assertThat(page.matched).containsExactly("my-card");
        assertThat(page.match(card, "<other-tag>")).containsExactly("my-card > other-tag");
        assertThat(page.match(card, "<x-2>")).containsExactly("x-1, x-2");
        assertThat(page.match(card, "<x-3>")).isEmpty();
    }

    @Test
    void logicalPseudoClasses_takeComplexSelectors() {
        TestDocument page = new TestDocument(
                ":is(.a, #b) > p", "p:not(div p)", ":where(ul, ol) li", ":not(:not(p))", "p:is()", "p:not(:is())");
        int body = page.body();
        assertThat(page.match(body, "<p>")).containsExactly("p:not(div p)", ":not(:not(p))", "p:not(:is())");
        int div = page.insert(body, "<div class=a id=b>");
        assertThat(page.match(div, "<p>")).containsExactly(":is(.a, #b) > p", ":not(:not(p))", "p:not(:is())");
        int list = page.insert(div, "<ol>");
        assertThat(page.match(list, "<li>")).containsExactly(":where(ul, ol) li");
    }

    @Test
    void alternatives_mayBeFiledUnderNamesAndKeys() {
        TestDocument page = new TestDocument(":is(.a, p)");
        assertThat(page.match("<div class=a>")).containsExactly(":is(.a, p)");
        assertThat(page.match("<p>")).containsExactly(":is(.a, p)");
        assertThat(page.match("<p class=a>")).containsExactly(":is(.a, p)");
        assertThat(page.match("<div class=b>")).isEmpty();
    }

    @Test
    void sameSelectorByTwoWays_isReportedOnce() {
        TestDocument page = new TestDocument("p, .a, #b", ".a, p");
        assertThat(page.match("<p class='a a' id=b>")).containsExactly("p, .a, #b", ".a, p");
    }

    @Test
    void structuralPseudoClasses_countSiblings() {
        TestDocument page = new TestDocument(
                ":root",
                "li:first-child",
                "li:nth-child(2n)",
                "p:nth-of-type(2)",
                "p:first-of-type",
                "li:nth-child(2 of .x)",
                "html:nth-child(1)");
        int html = page.insert(Matcher.DOCUMENT, "<html>");
        assertThat(page.matched).containsExactly(":root", "html:nth-child(1)");
        int body = page.insert(html, "<body>");
        int list = page.insert(body, "<ul>");
        assertThat(page.match(list, "<li class=x>")).containsExactly("li:first-child");
        assertThat(page.match(list, "<li>")).containsExactly("li:nth-child(2n)");
        assertThat(page.match(list, "<li class=x>")).containsExactly("li:nth-child(2 of .x)");
        assertThat(page.match(list, "<p>")).containsExactly("p:first-of-type");
        assertThat(page.match(list, "<p>")).containsExactly("p:nth-of-type(2)");
        page.insertForeign(list, Namespace.SVG, "<p>");
        assertThat(page.matched).containsExactly("p:first-of-type");
    }

    @Test
    void impliedElements_haveNoAttributesButCount() {
        TestDocument page = new TestDocument("tbody", "table > tbody > tr", "[class]", "tr:first-child");
        int table = page.insert(page.body(), "<table class=x>");
        int tbody = page.insertImplied(table, TagName.known(TagId.TBODY));
        assertThat(page.matched).containsExactly("tbody");
        assertThat(page.match(tbody, "<tr>")).containsExactly("table > tbody > tr", "tr:first-child");
    }

    @Test
    void language_isInheritedAndFilteredByRange() {
        TestDocument page = new TestDocument(":lang(en)", ":lang('*-Latn')", ":lang('de-DE')", ":lang('')");
        int html = page.insert(Matcher.DOCUMENT, "<html>");
        assertThat(page.matched).containsExactly(":lang('')");
        int body = page.insert(html, "<body lang=en-US>");
        assertThat(page.matched).containsExactly(":lang(en)");
        assertThat(page.match(body, "<p>")).containsExactly(":lang(en)");
        int german = page.insert(body, "<p LANG=de-Latn-DE-1996>");
        assertThat(page.matched).containsExactly(":lang('*-Latn')", ":lang('de-DE')");
        assertThat(page.match(german, "<i lang=''>")).containsExactly(":lang('')");
        page.insertForeign(german, Namespace.SVG, "<svg xml:lang=en lang=de>");
        assertThat(page.matched).containsExactly(":lang(en)");
        assertThat(page.match(german, "<i xml:lang=en>")).containsExactly(":lang('*-Latn')", ":lang('de-DE')");
    }

    @Test
    void matches_areSortedIndices() {
        TestDocument page = new TestDocument("#z", "*", "p", ".k", "[id]");
        page.match("<p class=k id=z>");
        assertThat(Arrays.copyOf(page.matcher.matches(), 5)).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void releasedNumbers_areUsedAgainWithoutTraces() {
        TestDocument page = new TestDocument("div p", "div > p", "p:nth-of-type(2)", "p + p", ":nth-child(2)");
        int body = page.body();
        for (int i = 0; i < 100; i++) {
            boolean div = i % 2 == 0;
            page.matcher.elementInserted(
                    10, body, Matcher.NONE, TagName.known(div ? TagId.DIV : TagId.SECTION), Namespace.HTML, null);
            int count =
                    page.matcher.elementInserted(11, 10, Matcher.NONE, TagName.known(TagId.P), Namespace.HTML, null);
            assertThat(count).isEqualTo(div ? 2 : 0);
            page.matcher.elementReleased(11);
            count = page.matcher.elementInserted(11, 10, Matcher.NONE, TagName.known(TagId.P), Namespace.HTML, null);
            assertThat(count).isEqualTo(div ? 5 : 3);
            page.matcher.elementReleased(11);
            page.matcher.elementReleased(10);
        }
    }
}
