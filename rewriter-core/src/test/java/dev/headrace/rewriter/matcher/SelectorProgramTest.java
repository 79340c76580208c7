package dev.headrace.rewriter.matcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headrace.rewriter.encoding.Encoding;
import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import dev.headrace.rewriter.token.TagNames;
import dev.headrace.rewriter.token.TagToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SelectorProgramTest {
    @Test
    void programsKeepOnlyWhatTheirSelectorsAskFor() {
        assertThat(TestDocument.program(List.of()).isEmpty()).isTrue();
        assertThat(TestDocument.program(List.of("|a", ":is()", "|a b")).goals()).isLessThanOrEqualTo(1);
        SelectorProgram names = TestDocument.program(List.of("a", "p, div"));
        assertThat(names.keepsState()).isFalse();
        assertThat(names.readsAttributes()).isFalse();
        SelectorProgram links = TestDocument.program(List.of("a[href]", ":is(area, link).x"));
        assertThat(links.keepsState()).isFalse();
        assertThat(links.readsAttributes(TagName.known(TagId.A))).isTrue();
        assertThat(links.readsAttributes(TagName.known(TagId.DIV))).isTrue();
        SelectorProgram onlyLinks = TestDocument.program(List.of("a[href]", ":any-link"));
        assertThat(onlyLinks.readsAttributes(TagName.known(TagId.DIV))).isFalse();
        assertThat(TestDocument.program(List.of("li:first-child")).keepsState()).isTrue();
        assertThat(TestDocument.program(List.of("a b")).words).isEqualTo(1);
    }

    @Test
    void equalBeginnings_areOneGoal() {
        List<String> selectors = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            selectors.add("body .menu > .k" + i + " span");
            selectors.add("body .menu > li.n" + i);
        }
        SelectorProgram program = TestDocument.program(selectors);
        assertThat(program.words)
                .as("two shared beginnings, and one bit for each .k")
                .isEqualTo((402 + 63) / 64);
        assertThat(program.dump().lines().count()).isEqualTo(1 + 2 + 400 + 800);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void tenThousandSelectors_compileAndMatch() {
        List<String> selectors = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            selectors.add(
                    switch (i % 5) {
                        case 0 -> "#id" + i;
                        case 1 -> "div.k" + i + " > a";
                        case 2 -> "a[data-" + i + "^=x]";
                        case 3 -> "ul.k" + i + " li.m" + i + " + li:nth-child(" + i + ")";
                        default -> "x-" + i + " p:not(.n" + i + ")";
                    });
        }
        TestDocument page = new TestDocument(selectors.toArray(new String[0]));
        int div = page.insert(page.body(), "<div class='k6 k9996' id=id9995>");
        assertThat(page.matched).containsExactly("#id9995");
        assertThat(page.match(div, "<a data-7=xy data-9997=y>"))
                .containsExactly("div.k6 > a", "a[data-7^=x]", "div.k9996 > a");
        int custom = page.insert(div, "<x-9999>");
        assertThat(page.match(custom, "<p class=n4>")).containsExactly("x-9999 p:not(.n9999)");
        assertThat(page.matcher.memoryBytes()).isLessThan(1 << 17);
    }

    @Test
    void idleMatcher_keepsNothing() {
        TestDocument page = new TestDocument("div p", "p:nth-of-type(2)", ".a ~ .b", ":lang(en)");
        assertThat(page.matcher.memoryBytes()).isZero();
        page.body();
        assertThat(page.matcher.memoryBytes()).isLessThan(4_096);
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyAttributes_areReadInOneWalk() {
        TestDocument page = new TestDocument(".a", "[id]", "[data-x=y]", "#q");
        StringBuilder tag = new StringBuilder("<p");
        for (int i = 0; i < 16_384; i++) {
            tag.append(' ');
            for (int bit = 0; bit < 14; bit++) {
                // String.hashCode() of all of these is the same.
                tag.append((i >> bit & 1) == 0 ? "ab" : "bC");
            }
        }
        TagToken token =
                TestDocument.token(tag.append(" class=a>").toString().getBytes(StandardCharsets.UTF_8), Encoding.UTF_8);
        for (int i = 0; i < 100; i++) {
            assertThat(page.matcher.elementInserted(
                            i, Matcher.DOCUMENT, Matcher.NONE, token.name, Namespace.HTML, token))
                    .isEqualTo(1);
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void deepAndWideTrees_costTheSamePerElement() {
        TestDocument page = new TestDocument("div p", "x-a ~ x-b", ":nth-of-type(3)", "a > b", ".x + p", ":lang(en)");
        Matcher matcher = page.matcher;
        TagName div = TagName.known(TagId.DIV);
        for (int i = 0; i < 200_000; i++) {
            matcher.elementInserted(i, i - 1, Matcher.NONE, div, Namespace.HTML, null);
        }
        for (int i = 0; i < 200_000; i++) {
            TagName name = TagNames.of("x-" + i);
            matcher.elementInserted(200_000, 0, Matcher.NONE, name, Namespace.HTML, null);
            matcher.elementReleased(200_000);
        }
        assertThat((double) matcher.memoryBytes()).isCloseTo(30_000_000, within(25_000_000.0));
    }
}
