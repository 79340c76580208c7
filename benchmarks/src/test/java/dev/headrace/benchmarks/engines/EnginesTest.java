package dev.headrace.benchmarks.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.benchmarks.cases.Case;
import dev.headrace.benchmarks.cases.Cases;
import dev.headrace.benchmarks.cases.Counts;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the cases do to a small page, in every engine that knows them. */
class EnginesTest {
    private static final String PAGE = "<!DOCTYPE html><html><head><title>T</title></head><body>"
            + "<ul><li><a href=\"/x?a&amp;b\">one</a></li><li>two</ul><!-- c --><br><div class=\"k0\">é</div></body></html>";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    static List<Case> cases() {
        return Cases.all();
    }

    static List<Case> casesOfElements() {
        return Cases.all().stream().filter(EngineKind.JSOUP::knows).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void headrace_leavesThePageAsItIs_whereNothingIsToBeChanged(Case what) throws Exception {
        for (int chunk : List.of(1, 3, 1024)) {
            String actual = run(EngineKind.HEADRACE, what, Counts.of(what), chunk);
            if (what.changes()) {
                assertThat(actual).isNotEqualTo(PAGE);
            } else {
                assertThat(actual).isEqualTo(PAGE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "noop, ''",
        "lexer, 1 0 0",
        "nomatch-tag, 0 0 0",
        "nomatch, 0 0 0",
        "ahref, 1 0 0",
        "star, 10 0 0",
        "starattr, 10 0 0",
        "comments, 1 0 0",
        "multi, 1 0 0 2 0 0 0 0 0 0 0 0 1 0 0 0 0 0 0 0 0",
        "rw-body, 1 0 0",
        "rw-ul, 1 0 0"
    })
    void handlers_areCalledAsOftenAsThePageAsksFor(String name, String counted) throws Exception {
        Case what = Cases.named(name);
        Counts[] counts = Counts.of(what);
        run(EngineKind.HEADRACE, what, counts, 1024);
        assertThat(Counts.line(counts)).isEqualTo(counted);
    }

    @Test
    void text_isCountedByTheNode() throws Exception {
        Case what = Cases.named("doctext");
        Counts[] counts = Counts.of(what);
        run(EngineKind.HEADRACE, what, counts, 1);
        assertThat(counts[0].parts).isEqualTo(4);
    }

    @Test
    void all_readsAttributesAndSeesEveryEnd() throws Exception {
        Case what = Cases.named("all");
        Counts[] counts = Counts.of(what);
        run(EngineKind.HEADRACE, what, counts, 1024);
        assertThat(counts[3].calls).isEqualTo(10);
        assertThat(counts[3].parts).isEqualTo(2);
        assertThat(counts[3].ends).isEqualTo(9);
        assertThat(counts[4].calls).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "ahref ! <a href=\"/x?a&b?x=1\">",
                "starattr ! <br data-x=\"1\">",
                "rw-ul ! <ul></ul><!-- c -->",
                "rw-body ! </body1>test</html>"
            })
    void changes_areMade(String name, String expected) throws Exception {
        Case what = Cases.named(name);
        assertThat(run(EngineKind.HEADRACE, what, Counts.of(what), 1024)).contains(expected);
    }

    @ParameterizedTest
    @MethodSource("casesOfElements")
    void jsoup_countsAsHeadraceDoes(Case what) throws Exception {
        Counts[] own = Counts.of(what);
        Counts[] other = Counts.of(what);
        run(EngineKind.HEADRACE, what, own, 1024);
        run(EngineKind.JSOUP, what, other, 1024);
        assertThat(Counts.line(other)).isEqualTo(Counts.line(own));
    }

    @Test
    void parsers_withoutSelectors_knowTheCaseWithoutHandlersOnly() throws Exception {
        Case noop = Cases.named("noop");
        for (EngineKind kind : List.of(EngineKind.NU_VALIDATOR, EngineKind.ATTOPARSER)) {
            assertThat(Cases.all().stream().filter(kind::knows)).containsExactly(noop);
            assertThat(run(kind, noop, Counts.of(noop), 1024)).isEmpty();
            assertThat(EngineKind.labelled(kind.label())).isEqualTo(kind);
        }
    }

    private String run(EngineKind kind, Case what, Counts[] counts, int chunk) throws Exception {
        out.reset();
        kind.prepare(what, counts).rewrite(PAGE.getBytes(StandardCharsets.UTF_8), chunk, out::write);
        return out.toString(StandardCharsets.UTF_8);
    }
}
