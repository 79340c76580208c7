package dev.headrace.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Cases;
import dev.headrace.benchmarks.cases.Rule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge has to know a reason, and to see where there is none. */
class JudgeTest {
    private static final String PAGE = "<!DOCTYPE html><body><ul><li>A<li>B</ul><a href=\"?a&amp;b\">c</a>";

    @Test
    void otherBytes_thatParseTheSame_areKnown() throws Exception {
        Judge.Verdict verdict = judge("ahref")
                .outputs(bytes(PAGE.replace("?a&amp;b", "?a&b?x=1")), bytes(PAGE.replace("?a&amp;b", "?a&amp;b?x=1")));
        assertThat(verdict.known()).isTrue();
        assertThat(verdict.text()).contains("the same tree");
    }

    @Test
    void otherTree_thatIsTheChangedPages_isKnown() throws Exception {
        Judge.Verdict verdict = judge("rw-ul").outputs(bytes(PAGE.replace("<li>A<li>B", "")), bytes(PAGE));
        assertThat(verdict.known()).isTrue();
        assertThat(verdict.text()).contains("what Headrace gives");
    }

    @Test
    void otherTree_thatIsNot_isNotKnown() throws Exception {
        Judge.Verdict verdict =
                judge("rw-ul").outputs(bytes(PAGE.replace("<li>A", "")), bytes(PAGE.replace("<li>A<li>B", "")));
        assertThat(verdict.known()).isFalse();
    }

    @Test
    void agrees_onlyWithTheChangedPage() throws Exception {
        assertThat(judge("rw-ul").agrees(bytes(PAGE.replace("<li>A<li>B", "")))).isTrue();
        assertThat(judge("rw-ul").agrees(bytes(PAGE))).isFalse();
    }

    @Test
    void counts_areKnown_whereTheTreeHasAsMany() throws Exception {
        Judge judge = judge(Rule.counting("ul > li"));
        assertThat(judge.counts(new long[] {2, 0, 0}, new long[] {1, 0, 0}))
                .containsExactly(new Judge.Verdict("`ul > li` matches: 2, in lol-html 1, in jsoup 2", true));
        assertThat(judge.counts(new long[] {1, 0, 0}, new long[] {2, 0, 0}))
                .containsExactly(new Judge.Verdict("`ul > li` matches: 1, in lol-html 2, in jsoup 2", false));
        assertThat(judge.counts(new long[] {2, 0, 0}, new long[] {2, 0, 0})).isEmpty();
    }

    @Test
    void elements_withoutATag_areNotCounted() throws Exception {
        assertThat(judge(Rule.counting("*")).counts(new long[] {5, 0, 0}, new long[] {6, 0, 0}))
                .containsExactly(new Judge.Verdict("`*` matches: 5, in lol-html 6, in jsoup 5", true));
    }

    @Test
    void text_isComparedByTheNode() throws Exception {
        Judge judge = judge("doctext");
        assertThat(judge.counts(new long[] {9, 3, 0}, new long[] {7, 3, 0})).isEmpty();
        assertThat(judge.counts(new long[] {9, 3, 0}, new long[] {9, 4, 0}))
                .containsExactly(new Judge.Verdict("text nodes: 3, in lol-html 4", false));
    }

    private static Judge judge(String name) {
        return new Judge(bytes(PAGE), Cases.named(name));
    }

    private static Judge judge(Rule rule) {
        return new Judge(bytes(PAGE), new Case("one", "", List.of(rule)));
    }

    private static byte[] bytes(String html) {
        return html.getBytes(StandardCharsets.UTF_8);
    }
}
