package dev.headrace.rewriter.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the parser does to a tree beside appending: foster parenting, copies, the adoption agency, late tags. */
class TreeSurgeryTest {
    @Test
    void fosteredElement_standsBeforeTheTable() {
        TestDocument page = new TestDocument(
                "table + b",
                "p + b",
                "p ~ b",
                "b + i",
                "table ~ i",
                ":nth-child(2)",
                "b:nth-of-type(1)",
                "i:nth-child(3)");
        int body = page.body();
        page.insert(body, "<p>");
        int table = page.insert(body, "<table>");
        page.insert(body, table, "<b>");
        assertThat(page.matched).containsExactly("p + b", "p ~ b", ":nth-child(2)", "b:nth-of-type(1)");
        page.insert(body, table, "<i>");
        assertThat(page.matched).containsExactly("b + i", "i:nth-child(3)");
        assertThat(page.match(body, "<b>")).containsExactly("table + b", "p ~ b");
        assertThat(page.match(body, "<i>")).containsExactly("b + i", "table ~ i");
    }

    @Test
    void fosteredElement_countsInListsBeforeTheTable() {
        TestDocument page = new TestDocument(":nth-child(2 of .x)", ":nth-child(3 of .x)");
        int body = page.body();
        page.insert(body, "<p class=x>");
        int table = page.insert(body, "<table class=x>");
        assertThat(page.matched).containsExactly(":nth-child(2 of .x)");
        page.insert(body, table, "<b class=x>");
        assertThat(page.matched).containsExactly(":nth-child(2 of .x)");
        page.insert(body, table, "<b class=x>");
        assertThat(page.matched).containsExactly(":nth-child(3 of .x)");
    }

    @Test
    void copy_keepsWhatTheOriginalHasMatched() {
        TestDocument page = new TestDocument("section > b > i", "b.x > i", "div b i", "b + u", "p:first-child b u");
        int body = page.body();
        int section = page.insert(body, "<section>");
        int bold = page.insert(section, "<b class=x>");
        assertThat(page.match(bold, "<i>")).containsExactly("section > b > i", "b.x > i");
        int div = page.insert(body, "<div>");
        int copy = page.insertCopy(bold, div, TestDocument.NONE);
        page.matcher.elementReleased(bold);
        assertThat(page.match(copy, "<i>")).containsExactly("section > b > i", "b.x > i");
        assertThat(page.match(div, "<u>")).containsExactly("b + u");
    }

    @Test
    void adoptionAgency_givesLaterElementsTheirAncestors() {
        // <body><a class=x><b><p class=y><div></a>: p leaves a and b, and a copy of each comes into place.
        TestDocument page = new TestDocument("body > p i", "a > div i", "b i", "p > a > div > i", "a p i", "b > p i");
        int body = page.body();
        int link = page.insert(body, "<a class=x>");
        int bold = page.insert(link, "<b>");
        int paragraph = page.insert(bold, "<p class=y>");
        int div = page.insert(paragraph, "<div>");
        assertThat(page.match(div, "<i>")).containsExactly("b i", "a p i", "b > p i");
        int boldCopy = page.insertCopy(bold, Matcher.DETACHED, TestDocument.NONE);
        page.matcher.elementMoved(paragraph, boldCopy, TestDocument.NONE);
        page.matcher.elementMoved(boldCopy, body, TestDocument.NONE);
        // p has matched "a p" and "b > p" once and for all, but who is above it is asked anew.
        assertThat(page.match(div, "<i>")).containsExactly("b i", "a p i", "b > p i");
        page.matcher.elementMoved(paragraph, body, TestDocument.NONE);
        int linkCopy = page.insertCopy(link, Matcher.DETACHED, TestDocument.NONE);
        page.matcher.childrenMoved(paragraph, linkCopy);
        page.matcher.elementMoved(linkCopy, paragraph, TestDocument.NONE);
        assertThat(page.match(div, "<i>")).containsExactly("a p i", "b > p i");
        assertThat(page.match(page.insert(div, "<section>"), "<i>")).containsExactly("a p i", "b > p i");
        assertThat(page.match(page.insert(linkCopy, "<div>"), "<i>"))
                .contains("a > div i")
                .doesNotContain("b i");
    }

    @Test
    void movedChildren_takeTheirCountersWithThem() {
        TestDocument page = new TestDocument("i:nth-child(3)", "i:nth-of-type(2)", "u + i", "b ~ i", "i:first-child");
        int body = page.body();
        int from = page.insert(body, "<p>");
        page.insert(from, "<b>");
        page.insert(from, "<i>");
        page.insert(from, "<u>");
        int to = page.insert(body, "<a>");
        page.matcher.childrenMoved(from, to);
        assertThat(page.match(to, "<i>")).containsExactly("i:nth-of-type(2)", "u + i", "b ~ i");
        assertThat(page.match(from, "<i>")).containsExactly("i:first-child");
    }

    @Test
    void movedElement_countsWhereItIs() {
        TestDocument page = new TestDocument("i:nth-child(2)", "b + i", "i:nth-child(1)");
        int body = page.body();
        int from = page.insert(body, "<p>");
        int bold = page.insert(from, "<b>");
        int to = page.insert(body, "<div>");
        page.matcher.elementMoved(bold, to, TestDocument.NONE);
        assertThat(page.match(to, "<i>")).containsExactly("i:nth-child(2)", "b + i");
    }

    @Test
    void lateBodyTag_matchesTheElementThatItMergesInto() {
        TestDocument page = new TestDocument(
                "body",
                ".a",
                ".b",
                "body.a.c",
                "body.c p",
                "html + body",
                "head + body",
                "body:nth-child(2)",
                "body:not(.c)");
        int html = page.insert(Matcher.DOCUMENT, "<html>");
        page.insert(html, "<head>");
        int body = page.insert(html, "<body class=a>");
        assertThat(page.matched).containsExactly("body", ".a", "head + body", "body:nth-child(2)", "body:not(.c)");
        int div = page.insert(body, "<div>");
        assertThat(page.match(div, "<p>")).isEmpty();
        assertThat(page.merge(body, "<body class=b>"))
                .as("the first class attribute wins")
                .containsExactly("body", ".a", "head + body", "body:nth-child(2)", "body:not(.c)");
    }

    @Test
    void lateTags_addAttributesForLaterElements() {
        TestDocument page = new TestDocument("[id=x] p", "html[lang] p", "p:lang(en)", "#x", "html:root[lang]");
        int html = page.insert(Matcher.DOCUMENT, "<html>");
        int body = page.insert(html, "<body>");
        int div = page.insert(body, "<div>");
        assertThat(page.match(div, "<p>")).isEmpty();
        assertThat(page.merge(body, "<body id=x>")).containsExactly("#x");
        assertThat(page.match(div, "<p>")).containsExactly("[id=x] p");
        assertThat(page.merge(html, "<html lang=en id=x>")).containsExactly("#x", "html:root[lang]");
        assertThat(page.match(div, "<p>")).containsExactly("[id=x] p", "html[lang] p", "p:lang(en)");
        assertThat(page.merge(html, "<html lang=de>")).containsExactly("#x", "html:root[lang]");
    }

    @Test
    void framesetInPlaceOfBody_followsTheHead() {
        TestDocument page = new TestDocument("head + frameset", "frameset:nth-child(2)", "body ~ frameset");
        int html = page.insert(Matcher.DOCUMENT, "<html>");
        page.insert(html, "<head>");
        int body = page.insert(html, "<body>");
        page.matcher.elementRemoved(body);
        assertThat(page.match(html, "<frameset>")).containsExactly("head + frameset", "frameset:nth-child(2)");
    }
}
